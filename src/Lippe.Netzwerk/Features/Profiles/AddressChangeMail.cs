using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>The mails about another address: the link goes to the new one, the news to the old one.</summary>
public sealed class AddressChangeMail(
    IMailer mailer, HubAddress address, NetworkDirectory network, ILogger<AddressChangeMail> log)
{
    /// <summary>Asks for the click that confirms the address. Its owner may be a stranger: it names nobody.</summary>
    /// <returns>Whether the mail went out.</returns>
    public async Task<bool> TryAskAsync(string email, string secret, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var text = $"""
            Guten Tag,

            jemand möchte diese E-Mail-Adresse künftig im {name} benutzen. Mit diesem Link bestätigen Sie, dass sie
            Ihnen gehört:
            {address}/profil/adresse/{secret}

            Der Link gilt {AddressChange.Lifetime.TotalHours:0} Stunden. Sie melden sich dabei noch einmal mit Ihrer
            bisherigen Adresse an, wenn Sie es nicht schon sind.

            Sie haben das nicht angefordert? Dann löschen Sie diese E-Mail. Es ändert sich nichts.

            """;
        return await TrySendAsync(email, $"Neue E-Mail-Adresse für das {name} bestätigen", text, cancellation);
    }

    /// <summary>Tells the old address that mails no longer go there.</summary>
    public async Task TellFormerAsync(string former, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var contact = await network.TextAsync("kontakt_mail", cancellation);
        var text = $"""
            Guten Tag,

            Ihr Konto im {name} hat jetzt eine andere E-Mail-Adresse. Dort melden Sie sich damit an, und dorthin gehen
            alle E-Mails.

            Sie waren das nicht? Dann schreiben Sie bitte gleich der Koordination: {contact}

            """;
        await TrySendAsync(former, $"Ihre E-Mail-Adresse im {name} ist geändert", text, cancellation);
    }

    private async Task<bool> TrySendAsync(string to, string subject, string text, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        var signature = $"""
            -- 
            {name}, {address}
            Impressum: {address}/impressum

            """;
        try
        {
            await mailer.SendAsync(
                new OutgoingMail
                {
                    To = to,
                    ToName = "",
                    Subject = subject,
                    Text = $"{text}\n{signature}".ReplaceLineEndings("\n"),
                },
                cancellation);
            return true;
        }
        catch (MailNotSentException e)
        {
            // The answer may name the address.
            log.LogWarning("{Reason} Eine E-Mail zu einer neuen Adresse ging nicht hinaus", e.ForLog);
            return false;
        }
    }
}
