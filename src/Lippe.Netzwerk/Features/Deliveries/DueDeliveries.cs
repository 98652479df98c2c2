using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>The queue of deliveries: workers on any node take from it, and write down what became of each.</summary>
/// <remarks>
/// A claim is a field with a time. Whoever loses it notices at the next save, because each save demands the version it
/// read; so a worker hands over nothing that became another's. What was handed over and has no answer is in doubt: it
/// goes again, with the same Message-ID, when the longest time a mail may take has passed.
/// </remarks>
public sealed class DueDeliveries(IDocumentStore store, MailSettings settings, TimeProvider clock)
{
    /// <summary>How long a worker may write mails before others take what it has not handed over.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan ToWriteDown = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private const string FreeSql =
        $"""
        where {OpenDeliveries.Sql} and next_attempt_at <= ?
          and coalesce((data ->> 'LeasedUntil')::timestamptz, '-infinity') <= ?
        """;

    // What cannot wait goes before thousands of digests.
    private const string NextSql =
        $"{FreeSql} order by (data ->> 'Occasion' = 'Digest'), next_attempt_at, id limit ? for update skip locked";

    private const string StoppableSql =
        """
        where digest_id = ? and data ->> 'State' in ('Due', 'Claimed', 'Deferred') order by id for update
        """;

    /// <summary>How long after its hand-over a delivery may still be answered.</summary>
    public static TimeSpan LongestDoubt(MailSettings settings) => settings.LongestMail + ToWriteDown;

    /// <summary>Whether a worker would find something to do now.</summary>
    public async Task<bool> AnyDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var session = store.QuerySession();
        return (await session.QueryAsync<Delivery>($"{FreeSql} limit 1", cancellation, now, now)).Count > 0;
    }

    /// <summary>How many deliveries wait for now or later, or are with a worker.</summary>
    public async Task<int> CountOpenAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await session.Query<Delivery>().Open().CountAsync(cancellation);
    }

    /// <summary>Claims the next deliveries; empty when none is to be sent now.</summary>
    public async Task<IReadOnlyList<Delivery>> ClaimAsync(int count, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await using var session = store.LightweightSession();
        await session.BeginTransactionAsync(cancellation);
        var next = await session.QueryAsync<Delivery>(NextSql, cancellation, now, now, count);
        foreach (var delivery in next)
        {
            delivery.Claim(now + LeaseTime);
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
        return next;
    }

    /// <summary>Says that the mail server is told now.</summary>
    /// <returns>False when the delivery is no longer this worker's.</returns>
    public Task<bool> HandOverAsync(Delivery delivery)
    {
        delivery.HandOver(clock.GetUtcNow() + LongestDoubt(settings));
        return SaveAsync(delivery);
    }

    /// <summary>Writes down what became of a delivery.</summary>
    /// <remarks>
    /// Of one that was handed over the mail could go again until that is written down, so neither a database that
    /// restarts nor a shutdown ends the attempts.
    /// </remarks>
    /// <returns>
    /// False when the delivery is no longer this worker's, or when an attempt that seemed to fail did not.
    /// </returns>
    public async Task<bool> RecordAsync(Delivery delivery)
    {
        var patience = LongestDoubt(settings);
        for (var began = clock.GetTimestamp(); ; await Task.Delay(Pause, clock))
        {
            try
            {
                return await SaveAsync(delivery);
            }
            catch (Exception e) when (e.IsOfDatabase() && clock.GetElapsedTime(began) < patience)
            {
                // The next attempt opens a new connection.
            }
        }
    }

    /// <summary>Lets others take at once what this worker will not get to.</summary>
    public async Task GiveBackAsync(IEnumerable<Delivery> deliveries)
    {
        await using var session = store.LightweightSession();
        foreach (var delivery in deliveries)
        {
            delivery.GiveBack();
            session.Change(delivery);
        }

        try
        {
            await session.SaveChangesAsync();
        }
        catch (Exception e) when (e is ConcurrencyException || e.IsOfDatabase())
        {
            // Their lease ends soon.
        }
    }

    /// <summary>Reads what can be stopped of an issue, and keeps workers from it until the save.</summary>
    public static async Task<IReadOnlyList<Delivery>> HoldAsync(
        IDocumentSession session, string digestId, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        return await session.QueryAsync<Delivery>(StoppableSql, cancellation, digestId);
    }

    private async Task<bool> SaveAsync(Delivery delivery)
    {
        await using var session = store.LightweightSession();
        session.Change(delivery);
        try
        {
            await session.SaveChangesAsync();
            return true;
        }
        catch (ConcurrencyException)
        {
            return false;
        }
    }
}
