using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The queue of deliveries: workers on any node take from it, and what became of each is written down here.</summary>
public sealed class DeliveryLeases(IDocumentSession session, NpgsqlDataSource database, HubSettings settings, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>Begins a worker's lease.</summary>
    public async Task<DeliveryLease> BeginAsync(CancellationToken cancellation) =>
        await DeliveryLease.BeginAsync(await database.OpenConnectionAsync(cancellation), settings.Mail, clock, cancellation);

    /// <summary>Whether a worker would find something to do now.</summary>
    public Task<bool> AnyDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return session.Query<Delivery>().Open().AnyAsync(d => d.NextAttemptAt <= now, cancellation);
    }

    /// <summary>How many deliveries wait for now or later, or are with a worker.</summary>
    public Task<int> CountOpenAsync(CancellationToken cancellation) => session.Query<Delivery>().Open().CountAsync(cancellation);

    /// <summary>Writes down that the mail server took the mail, and what its reader knows now.</summary>
    public Task AcceptAsync(DeliveryAttempt attempt, string answer, string[] told) => RecordAsync(
        """
        with accepted as (
            update deliveries set state = 'Accepted', answer = $3, finished_at = $4
            where id = $1 and attempts = $2 and state = 'HandedOver'
            returning id, member_id)
        insert into told_items (member_id, item, delivery_id)
        select member_id, item, id from accepted, unnest($5) item
        on conflict do nothing
        """,
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow(), told);

    /// <summary>Ends a delivery no server will take.</summary>
    public Task FailAsync(DeliveryAttempt attempt, string answer) => RecordAsync(
        "update deliveries set state = 'Failed', answer = $3, finished_at = $4 where id = $1 and attempts = $2 and state = 'HandedOver'",
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow());

    /// <summary>Puts a delivery back for a later attempt.</summary>
    public Task DeferAsync(DeliveryAttempt attempt, string answer, TimeSpan wait) => RecordAsync(
        "update deliveries set state = 'Deferred', answer = $3, next_attempt_at = $4 where id = $1 and attempts = $2 and state = 'HandedOver'",
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow() + wait);

    /// <summary>Gives a delivery back as if it had not been tried: the mail server does not talk to anybody.</summary>
    public Task GiveUpTryAsync(DeliveryAttempt attempt, string answer) => RecordAsync(
        "update deliveries set state = case when attempts = 1 then 'Due' else 'Deferred' end, attempts = attempts - 1, answer = $3 where id = $1 and attempts = $2 and state = 'HandedOver'",
        attempt.DeliveryId, attempt.Number, answer);

    /// <summary>Stops what is not handed over yet; workers that hold some find it is no longer theirs.</summary>
    /// <returns>How many deliveries wait now.</returns>
    public Task<int> StopAsync(Guid digestId, CancellationToken cancellation) => session.Query<Delivery>()
        .Where(d => d.DigestId == digestId && d.State != DeliveryState.HandedOver).Open()
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, DeliveryState.Stopped), cancellation);

    /// <summary>Lets what was stopped go on.</summary>
    /// <returns>How many deliveries go on.</returns>
    public Task<int> ResumeAsync(Guid digestId, CancellationToken cancellation) => session.Query<Delivery>()
        .Where(d => d.DigestId == digestId && d.State == DeliveryState.Stopped)
        .ExecuteUpdateAsync(set => set.SetProperty(d => d.State, d => d.Attempts == 0 ? DeliveryState.Due : DeliveryState.Deferred), cancellation);

    /// <summary>Queues failed and returned deliveries of an issue, or of none, again, all failed or any one; whose mail came back gets mails again.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryFailedAsync(Guid? digestId, Guid? deliveryId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        await session.Query<Member>()
            .Where(m => m.Deliveries.Any(d => d.Id == deliveryId && d.DigestId == digestId && d.State == DeliveryState.Bounced))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.MailSuspendedAt, (DateTimeOffset?)null), cancellation);
        return await session.Query<Delivery>()
            .Where(d => d.DigestId == digestId && (deliveryId == null
                ? d.State == DeliveryState.Failed
                : d.Id == deliveryId && (d.State == DeliveryState.Failed || d.State == DeliveryState.Bounced)))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Due)
                    .SetProperty(d => d.Attempts, 0)
                    .SetProperty(d => d.NextAttemptAt, now)
                    .SetProperty(d => d.FinishedAt, (DateTimeOffset?)null),
                cancellation);
    }

    // The server has answered: until that is written down the mail could go again, so neither a database that restarts nor a shutdown ends the attempts.
    // The number of the attempt keeps a late answer from overwriting a newer one.
    private async Task RecordAsync(string sql, params object[] values)
    {
        var patience = DeliveryLease.LongestDoubt(settings.Mail);
        for (var began = TimeProvider.System.GetTimestamp(); ; await Task.Delay(Pause))
        {
            try
            {
                await using var connection = await database.OpenConnectionAsync();
                await using var command = connection.Command(sql, values);
                await command.ExecuteNonQueryAsync();
                return;
            }
            catch (NpgsqlException) when (TimeProvider.System.GetElapsedTime(began) < patience)
            {
                // The next attempt opens a new connection.
            }
        }
    }
}
