using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>Mails that are due and have not left.</summary>
public sealed class WaitingMails(IDocumentSession session, TimeProvider clock)
{
    /// <summary>How late a mail may be.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private IQueryable<Delivery> Due => session.Query<Delivery>().Open().Where(d => d.NextAttemptAt <= clock.GetUtcNow());

    public Task<int> CountAsync(CancellationToken cancellation) => Due.CountAsync(cancellation);

    /// <summary>Since when the oldest waits; null when none does.</summary>
    public async Task<DateTimeOffset?> OldestAsync(CancellationToken cancellation) =>
        (await Due.OrderBy(d => d.NextAttemptAt).FirstOrDefaultAsync(cancellation))?.NextAttemptAt;

    /// <summary>Whether some are late and none leaves; a slow pace set by the operator makes them late, too.</summary>
    public async Task<bool> AreStuckAsync(CancellationToken cancellation)
    {
        var late = clock.GetUtcNow() - Patience;
        return await OldestAsync(cancellation) < late
            && !await session.Query<Delivery>().AnyAsync(d => d.FinishedAt > late, cancellation);
    }
}
