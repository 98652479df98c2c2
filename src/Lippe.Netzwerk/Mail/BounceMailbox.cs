using System.Runtime.CompilerServices;
using System.Text;
using MailKit;
using MailKit.Net.Imap;
using MailKit.Search;
using MailKit.Security;

namespace Lippe.Netzwerk.Mail;

/// <summary>
/// A mailbox to which mails come back, read over IMAP. Reports are removed as they are read, so none needs to be
/// remembered; whatever else arrives stays for whoever reads the mailbox.
/// </summary>
internal sealed class BounceMailbox : IBounceSource
{
    private const int PortWithTls = 993;

    // So that not every mail has to be fetched to see what it is.
    private static readonly SearchQuery Reports =
        SearchQuery.NotDeleted.And(SearchQuery.HeaderContains("Content-Type", BounceReport.Type));

    private readonly Uri _address;
    private readonly string _user;
    private readonly string _password;

    /// <param name="address">For example <c>imaps://user@host/INBOX</c>.</param>
    /// <param name="password">The user's.</param>
    public BounceMailbox(string address, string password)
    {
        _address = new Uri(address);
        (_user, _password) = (Uri.UnescapeDataString(_address.UserInfo), password);
    }

    /// <summary>Whether an address is that of a mailbox that is encrypted and somebody's.</summary>
    public static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == "imaps" && uri.UserInfo.Length > 0;

    public async IAsyncEnumerable<BounceReport> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // A hub behind a firewall reaches its mail server, and no authority's lists.
        using var client = new ImapClient { CheckCertificateRevocation = false };
        var port = _address.Port > 0 ? _address.Port : PortWithTls;
        await client.ConnectAsync(_address.IdnHost, port, SecureSocketOptions.SslOnConnect, cancellation);
        await client.AuthenticateAsync(Encoding.UTF8, _user, _password, cancellation);
        var folder = await OpenAsync(client, cancellation);
        foreach (var uid in await folder.SearchAsync(Reports, cancellation))
        {
            if (await ReadAsync(folder, uid, cancellation) is not { } report)
                continue;
            yield return report;
            await RemoveAsync(folder, uid, cancellation);
        }

        await client.DisconnectAsync(quit: true, cancellation);
    }

    private async Task<IMailFolder> OpenAsync(ImapClient client, CancellationToken cancellation)
    {
        var name = Uri.UnescapeDataString(_address.AbsolutePath.Trim('/'));
        var folder = name.Length == 0 ? client.Inbox : await client.GetFolderAsync(name, cancellation);
        await folder.OpenAsync(FolderAccess.ReadWrite, cancellation);
        return folder;
    }

    private static async Task<BounceReport?> ReadAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellation)
    {
        await using var stream = await folder.GetStreamAsync(uid, 0, BounceReport.LongestReport, cancellation);
        return await BounceReport.ReadAsync(stream, cancellation);
    }

    private static async Task RemoveAsync(IMailFolder folder, UniqueId uid, CancellationToken cancellation)
    {
        await folder.AddFlagsAsync(uid, MessageFlags.Deleted, silent: true, cancellation);
        await folder.ExpungeAsync([uid], cancellation);
    }
}
