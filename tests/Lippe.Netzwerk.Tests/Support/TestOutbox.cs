using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Reads the mails a hub without mail server keeps.</summary>
public static partial class TestOutbox
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>The newest mail to that address, awaited because some are sent after the page has answered.</summary>
    public static async Task<OutboxMail> MailToAsync(this TestHub hub, string address)
    {
        var watch = hub.Services.GetRequiredService<TestOutboxWatch>();
        while (true)
        {
            // Asked for before the look into the outbox, so that no mail falls between the two.
            var next = watch.Next;
            var mails = await hub.MailsToAsync(address);
            if (mails.Count > 0)
                return mails[^1];
            await Assert.ThatAsync(() => next.WaitAsync(Patience), Throws.Nothing, $"no mail to {address}");
        }
    }

    /// <summary>All mails to that address, oldest first.</summary>
    public static Task<IReadOnlyList<OutboxMail>> MailsToAsync(this TestHub hub, string address) =>
        hub.WithStoreAsync(session => session.Query<OutboxMail>()
            .Where(mail => mail.Recipient == address)
            .OrderBy(mail => mail.StoredAt)
            .ThenBy(mail => mail.Id)
            .ToListAsync());

    /// <summary>The path of the mail's first link that begins so.</summary>
    public static string PathIn(this OutboxMail mail, string start) =>
        Link().Matches(mail.Text)
            .Select(match => match.Groups[1].Value)
            .First(path => path.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex(@"http://localhost(/\S*)")]
    private static partial Regex Link();
}
