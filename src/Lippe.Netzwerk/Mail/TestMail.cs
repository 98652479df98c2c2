using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Mail;

/// <summary>A mail that shows whether mails leave and arrive.</summary>
public sealed class TestMail(IMailer mailer, NetworkDirectory network, HubAddress address)
{
    /// <summary>Sends it and returns what the mail server said.</summary>
    /// <exception cref="MailNotSentException">It did not take the mail over.</exception>
    public async Task<string> SendAsync(string to, string toName, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        return await mailer.SendAsync(
            new OutgoingMail
            {
                To = to,
                ToName = toName,
                Subject = $"Testmail von {name}",
                Text = $"""
                    Diese E-Mail zeigt, dass {name} E-Mails senden kann und dass sie ankommen.
                    Sie müssen nichts tun. Liegt sie im Spamordner, fragen Sie die Betreuung Ihres Mailservers.

                    {address}

                    """,
            },
            cancellation);
    }
}
