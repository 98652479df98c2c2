using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Mail;

/// <summary>Keeps mails that others can cause from flooding anybody; counted over all nodes.</summary>
public sealed class RecipientLimit(IDocumentStore store, KeyedHash hash, TimeProvider clock)
{
    // What others just write is left to them.
    private const string ForgetSql =
        """
        delete from mt_doc_recentmails where id in (
            select id from mt_doc_recentmails where (data ->> 'KnownUntil')::timestamptz <= ? for update skip locked)
        """;

    /// <summary>Whether another mail of that kind may go there now; it counts then.</summary>
    public async Task<bool> TryTakeAsync(string kind, string email, CancellationToken cancellation)
    {
        var id = await hash.OfAsync($"{kind} {EmailAddress.Key(email)}", cancellation);
        await using var session = store.LightweightSession();
        await session.TakeTurnAsync($"hub.mails {id}", cancellation);
        var mails = await session.LoadAsync<RecentMails>(id, cancellation) ?? new RecentMails { Id = id };
        var now = clock.GetUtcNow();
        if (!mails.TryAdd(now))
            return false;
        session.Store(mails);
        session.QueueSqlCommand(ForgetSql, now);
        await session.SaveChangesAsync(cancellation);
        return true;
    }
}
