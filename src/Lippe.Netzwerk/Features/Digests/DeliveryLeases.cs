using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Hands out deliveries to workers on any node: each to one worker at a time, for the length of a lease.</summary>
public sealed class DeliveryLeases(HubDbContext db, TimeProvider clock)
{
    /// <summary>How long a worker may keep what it took; after that, another one goes on with it.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(3);

    private const int BatchSize = 20;

    /// <summary>Takes the next deliveries; empty when none is to be sent now.</summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return await db.Deliveries.FromSql(
            $"""
             update deliveries
             set state = 'Sending', attempts = attempts + 1, next_attempt_at = {now + Lease}
             where id in (
                 select id from deliveries
                 where state in ('Due', 'Sending') and next_attempt_at <= {now}
                 order by next_attempt_at, id
                 limit {BatchSize}
                 for update skip locked)
             returning *
             """).AsNoTracking().ToListAsync(cancellation);
    }

    /// <summary>How many deliveries wait for now or later, or are with a worker.</summary>
    public Task<int> CountOpenAsync(CancellationToken cancellation) =>
        db.Deliveries.CountAsync(d => d.State == DeliveryState.Due || d.State == DeliveryState.Sending, cancellation);

    /// <summary>Ends a delivery for good.</summary>
    public Task FinishAsync(Delivery delivery, DeliveryState state, string answer)
    {
        var now = clock.GetUtcNow();
        return Mine(delivery).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, state)
            .SetProperty(d => d.Answer, answer)
            .SetProperty(d => d.FinishedAt, now));
    }

    /// <summary>Puts a delivery back for a later attempt.</summary>
    public Task DeferAsync(Delivery delivery, string answer)
    {
        var next = clock.GetUtcNow() + Delivery.WaitAfter(delivery.Attempts);
        return Mine(delivery).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Due)
            .SetProperty(d => d.Answer, answer)
            .SetProperty(d => d.NextAttemptAt, next));
    }

    /// <summary>Gives a delivery back as it was taken: no attempt was made.</summary>
    public Task ReturnAsync(Delivery delivery)
    {
        var now = clock.GetUtcNow();
        return Mine(delivery).ExecuteUpdateAsync(set => set
            .SetProperty(d => d.State, DeliveryState.Due)
            .SetProperty(d => d.Attempts, d => d.Attempts - 1)
            .SetProperty(d => d.NextAttemptAt, now));
    }

    /// <summary>Queues failed deliveries of a digest again, all or one.</summary>
    /// <returns>How many.</returns>
    public Task<int> RetryFailedAsync(Guid digestId, Guid? deliveryId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return db.Deliveries
            .Where(d => d.DigestId == digestId && d.State == DeliveryState.Failed && (deliveryId == null || d.Id == deliveryId))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Due)
                    .SetProperty(d => d.Attempts, 0)
                    .SetProperty(d => d.NextAttemptAt, now)
                    .SetProperty(d => d.FinishedAt, (DateTimeOffset?)null),
                cancellation);
    }

    // A worker whose lease ran out finds that the delivery is no longer its own.
    private IQueryable<Delivery> Mine(Delivery delivery) => db.Deliveries.Where(d =>
        d.Id == delivery.Id && d.Attempts == delivery.Attempts && d.State == DeliveryState.Sending);
}
