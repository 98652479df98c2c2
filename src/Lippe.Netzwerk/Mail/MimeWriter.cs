using System.Text;
using Lippe.Netzwerk.Domain;
using MimeKit;

namespace Lippe.Netzwerk.Mail;

/// <summary>Writes a mail as it travels, in ASCII only: not every server on its way takes more.</summary>
internal static class MimeWriter
{
    /// <summary>The mail with its header lines; none of them names the machine.</summary>
    /// <exception cref="MailNotSentException">The recipient's address is none that every server takes.</exception>
    public static MimeMessage Write(OutgoingMail mail, MailboxAddress from, string messageId, DateTimeOffset date)
    {
        var message = new MimeMessage { Date = date, Subject = PlainText.CleanLine(mail.Subject), Body = Body(mail) };
        message.From.Add(from);
        message.To.Add(Mailbox(mail.ToName, mail.To) ?? throw NoAddress(mail.To));
        if (mail.ReplyTo is not null)
            message.ReplyTo.Add(Mailbox("", mail.ReplyTo) ?? throw NoAddress(mail.ReplyTo));
        // A new message has an ID already, and that one tells the machine's name.
        message.Headers.RemoveAll(HeaderId.MessageId);
        message.Headers.Add("Message-ID", messageId);
        foreach (var (name, value) in mail.Headers.Where(header => header.Key != "Message-ID"))
            message.Headers.Add(name, PlainText.CleanLine(value));
        return message;
    }

    /// <summary>Somebody's mailbox; null when there are servers that do not take the address.</summary>
    public static MailboxAddress? Mailbox(string name, string address)
    {
        if (!MailboxAddress.TryParse(address, out var typed) || typed.Domain.Length == 0)
            return null;
        var mailbox = new MailboxAddress(Encoding.UTF8, PlainText.CleanLine(name), typed.Address);
        return Ascii.IsValid(mailbox.GetAddress(idnEncode: true)) ? mailbox : null;
    }

    private static MimeEntity Body(OutgoingMail mail)
    {
        var text = Part("plain", mail.Text);
        // Programs show the last part they understand.
        return mail.Html is null ? text : new MultipartAlternative { text, Part("html", mail.Html) };
    }

    // Quoted-printable survives every relay: no line too long, no trailing space, no letter beyond ASCII.
    private static TextPart Part(string subtype, string content) => new(subtype)
    {
        Text = content.ReplaceLineEndings("\r\n"),
        ContentTransferEncoding = ContentEncoding.QuotedPrintable,
    };

    private static MailNotSentException NoAddress(string address) => new(
        $"„{address}“ ist keine Adresse, die Mailserver annehmen. Vor dem @ dürfen keine Umlaute stehen.",
        MailFailure.Refused);
}
