using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Hosting;

namespace Lippe.Netzwerk.Infrastructure.Mail;

/// <summary>Hands mails to the SMTP server of the settings.</summary>
internal sealed class SmtpMailer(HubSettings settings, MailSender sender) : IMailer
{
    /// <summary>How long one mail may take, from the connection to the server's last answer.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var message = await MessageAsync(mail, cancellation);
            using var client = Client();
            await client.SendMailAsync(message, patience.Token);
            // System.Net.Mail keeps the words of a 250 to itself.
            return "250 angenommen";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new MailNotSentException($"Der Mailserver {settings.Mail.Host} hat {Patience.TotalSeconds:0} Sekunden lang nicht geantwortet.", MailFailure.Unreachable);
        }
        catch (SmtpException e)
        {
            throw SmtpAnswer.ToFailure(e, settings.Mail.Host);
        }
        catch (FormatException e)
        {
            throw new MailNotSentException($"Die Adresse „{mail.To}“ ist keine Mailadresse.", MailFailure.Refused, e);
        }
    }

    private SmtpClient Client()
    {
        var client = new SmtpClient(settings.Mail.Host, settings.Mail.Port) { EnableSsl = settings.Mail.StartTls };
        if (settings.Mail.User.Length > 0)
            client.Credentials = new NetworkCredential(settings.Mail.User, settings.Mail.Password);
        return client;
    }

    private async Task<MailMessage> MessageAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var message = new MailMessage
        {
            From = await sender.AddressAsync(cancellation),
            Subject = PlainText.CleanLine(mail.Subject),
            SubjectEncoding = Encoding.UTF8,
            HeadersEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(mail.To, PlainText.CleanLine(mail.ToName), Encoding.UTF8));
        if (mail.ReplyTo is not null)
            message.ReplyToList.Add(new MailAddress(mail.ReplyTo));
        foreach (var (name, value) in mail.Headers)
            message.Headers[name] = PlainText.CleanLine(value);
        message.Headers["Message-ID"] ??= await sender.NewMessageIdAsync(cancellation);
        Fill(message, mail);
        return message;
    }

    // Base64 survives every relay: no line too long, no leading dot, no trailing space.
    private static void Fill(MailMessage message, OutgoingMail mail)
    {
        if (mail.Html is null)
        {
            message.Body = mail.Text;
            message.BodyEncoding = Encoding.UTF8;
            message.BodyTransferEncoding = TransferEncoding.Base64;
            return;
        }

        message.AlternateViews.Add(View(mail.Text, MediaTypeNames.Text.Plain));
        message.AlternateViews.Add(View(mail.Html, MediaTypeNames.Text.Html));
    }

    private static AlternateView View(string content, string mediaType)
    {
        var view = AlternateView.CreateAlternateViewFromString(content, Encoding.UTF8, mediaType);
        view.TransferEncoding = TransferEncoding.Base64;
        return view;
    }
}
