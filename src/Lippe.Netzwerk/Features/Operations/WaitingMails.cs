using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>Mails that are due and have not left.</summary>
/// <param name="Count">How many.</param>
/// <param name="Late">How many of them wait longer than they may.</param>
/// <param name="OldestAt">Since when the oldest waits; null when none does.</param>
/// <param name="AreStuck">
/// Whether some are late and none leaves; a slow pace set by the operator makes them late, too.
/// </param>
public sealed record WaitingMails(int Count, int Late, DateTimeOffset? OldestAt, bool AreStuck)
{
    /// <summary>How late a mail may be.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    // One statement on two small indexes, however many deliveries there were.
    private const string Sql =
        $"""
        select jsonb_build_object(
            'Count', count(*), 'Late', count(*) filter (where next_attempt_at < ?), 'OldestAt', min(next_attempt_at),
            'AreStuck', coalesce(min(next_attempt_at) < ?, false)
                and not exists (select from mt_doc_delivery where finished_at > ?))
        from mt_doc_delivery where {OpenDeliveries.Sql} and next_attempt_at <= ?
        """;

    /// <summary>Those that wait now.</summary>
    public static async Task<WaitingMails> ReadAsync(
        IQuerySession session, DateTimeOffset now, CancellationToken cancellation)
    {
        var late = now - Patience;
        return (await session.AdvancedSql.QueryAsync<WaitingMails>(Sql, cancellation, late, late, late, now)).Single();
    }
}
