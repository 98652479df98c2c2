using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using MimeKit;

namespace Lippe.Netzwerk.Mail;

/// <summary>Who mails come from, as the operator or else the network's own texts say.</summary>
public sealed class MailSender(MailSettings settings, NetworkDirectory network, HubAddress hub)
{
    private const string NoSender =
        "Es ist keine gültige Absenderadresse eingestellt. Setzen Sie Hub__Mail__From.";

    /// <summary>Address and name for the From line.</summary>
    /// <exception cref="MailNotSentException">None is set that mail servers take.</exception>
    public async Task<MailboxAddress> AddressAsync(CancellationToken cancellation) =>
        await FindAsync(cancellation)
            ?? throw new MailNotSentException(NoSender, MailFailure.Unreachable) { ForLog = NoSender };

    /// <summary>
    /// The domain of that address in ASCII, or else the hub's own; it makes names of the hub's own unique.
    /// </summary>
    public async Task<string> DomainAsync(CancellationToken cancellation)
    {
        var address = (await FindAsync(cancellation))?.GetAddress(idnEncode: true);
        return address is null ? hub.Host : address[(address.LastIndexOf('@') + 1)..];
    }

    /// <summary>A new Message-ID of the sender's domain, with its angle brackets.</summary>
    public async Task<string> NewMessageIdAsync(CancellationToken cancellation) =>
        $"<{Guid.CreateVersion7():N}@{await DomainAsync(cancellation)}>";

    private async Task<MailboxAddress?> FindAsync(CancellationToken cancellation)
    {
        var from = settings.From.Length > 0
            ? settings.From
            : await network.TextAsync("kontakt_mail", cancellation);
        var name = await network.TextAsync("absender_name", cancellation);
        return MimeWriter.Mailbox(name, from);
    }
}
