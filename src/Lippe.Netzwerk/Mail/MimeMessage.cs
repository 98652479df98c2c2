using System.Globalization;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Writes a mail as it travels: header lines and, in base64, its text and markup.</summary>
internal static class MimeMessage
{
    // Base64 knows neither of its signs, so no part can contain it.
    private const string Boundary = "=_lippe.netzwerk_=";

    /// <summary>The bytes; ASCII, lines ending with CR LF, the same for the same mail and date.</summary>
    /// <exception cref="FormatException">An address cannot be written.</exception>
    public static byte[] Write(OutgoingMail mail, MailAddress from, string messageId, DateTimeOffset date)
    {
        var text = new StringBuilder()
            .Append(MimeHeader.Line("Date", date.ToString("ddd, dd MMM yyyy HH:mm:ss", CultureInfo.InvariantCulture) + " +0000"))
            .Append(MimeHeader.Line("From", from))
            .Append(MimeHeader.Line("To", new MailAddress(mail.To, PlainText.CleanLine(mail.ToName), Encoding.UTF8)));
        if (mail.ReplyTo is not null)
            text.Append(MimeHeader.Line("Reply-To", new MailAddress(mail.ReplyTo)));
        text.Append(MimeHeader.Line("Subject", PlainText.CleanLine(mail.Subject)))
            .Append(MimeHeader.Line("Message-ID", messageId));
        foreach (var (name, value) in mail.Headers.Where(header => header.Key != "Message-ID"))
            text.Append(MimeHeader.Line(name, PlainText.CleanLine(value)));
        text.Append("MIME-Version: 1.0\r\n");
        Append(text, mail);
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static void Append(StringBuilder text, OutgoingMail mail)
    {
        if (mail.Html is null)
        {
            Append(text, mail.Text, MediaTypeNames.Text.Plain);
            return;
        }

        // Programs show the last part they understand.
        text.Append("Content-Type: multipart/alternative;\r\n boundary=\"").Append(Boundary).Append("\"\r\n\r\n--").Append(Boundary).Append("\r\n");
        Append(text, mail.Text, MediaTypeNames.Text.Plain);
        text.Append("--").Append(Boundary).Append("\r\n");
        Append(text, mail.Html, MediaTypeNames.Text.Html);
        text.Append("--").Append(Boundary).Append("--\r\n");
    }

    // Base64 survives every relay: no line too long, no leading dot, no trailing space.
    private static void Append(StringBuilder text, string content, string mediaType) => text
        .Append("Content-Type: ").Append(mediaType).Append("; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n")
        .Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(content.ReplaceLineEndings("\r\n")), Base64FormattingOptions.InsertLineBreaks))
        .Append("\r\n");
}
