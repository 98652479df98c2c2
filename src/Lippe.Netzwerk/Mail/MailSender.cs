using System.Net.Mail;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Mail;

/// <summary>Who mails come from, as the operator or else the network's own texts say.</summary>
public sealed class MailSender(HubSettings settings, NetworkDirectory network)
{
    /// <summary>Address and name for the From line.</summary>
    public async Task<MailAddress> AddressAsync(CancellationToken cancellation)
    {
        var address = settings.Mail.From.Length > 0 ? settings.Mail.From : await network.TextAsync("kontakt_mail", cancellation);
        var name = await network.TextAsync("absender_name", cancellation);
        return MailAddress.TryCreate(address, name, System.Text.Encoding.UTF8, out var sender)
            ? sender
            : throw new MailNotSentException("Es ist keine gültige Absenderadresse eingestellt. Setzen Sie Hub__Mail__From.", MailFailure.Unreachable);
    }

    /// <summary>A new Message-ID of the sender's domain, with its angle brackets.</summary>
    public async Task<string> NewMessageIdAsync(CancellationToken cancellation) =>
        $"<{Guid.CreateVersion7():N}@{(await AddressAsync(cancellation)).Host}>";
}
