using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Hosting;
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
            update mt_doc_delivery set state = 'Accepted', finished_at = $4, data = data || jsonb_build_object(
                'State', 'Accepted', 'Answer', $3::text, 'FinishedAt', $4::timestamptz)
            where id = $1 and (data ->> 'Attempts')::int = $2 and state = 'HandedOver'
            returning id, member_id)
        insert into mt_doc_tolditem (id, data, mt_dotnet_type, member_id, delivery_id)
        select told.key, jsonb_build_object('Id', told.key, 'MemberId', member_id, 'Item', item, 'DeliveryId', accepted.id), '', member_id, accepted.id
        from accepted, unnest($5) item, lateral (select translate(member_id::text, '-', '') || '/' || item as key) told
        on conflict do nothing
        """,
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow(), told);

    /// <summary>Ends a delivery no server will take.</summary>
    public Task FailAsync(DeliveryAttempt attempt, string answer) => RecordAsync(
        """
        update mt_doc_delivery set state = 'Failed', finished_at = $4, data = data || jsonb_build_object(
            'State', 'Failed', 'Answer', $3::text, 'FinishedAt', $4::timestamptz)
        where id = $1 and (data ->> 'Attempts')::int = $2 and state = 'HandedOver'
        """,
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow());

    /// <summary>Puts a delivery back for a later attempt.</summary>
    public Task DeferAsync(DeliveryAttempt attempt, string answer, TimeSpan wait) => RecordAsync(
        """
        update mt_doc_delivery set state = 'Deferred', next_attempt_at = $4, data = data || jsonb_build_object(
            'State', 'Deferred', 'Answer', $3::text, 'NextAttemptAt', $4::timestamptz)
        where id = $1 and (data ->> 'Attempts')::int = $2 and state = 'HandedOver'
        """,
        attempt.DeliveryId, attempt.Number, answer, clock.GetUtcNow() + wait);

    /// <summary>Gives a delivery back as if it had not been tried: the mail server does not talk to anybody.</summary>
    public Task GiveUpTryAsync(DeliveryAttempt attempt, string answer) => RecordAsync(
        """
        update mt_doc_delivery set state = case when $2 = 1 then 'Due' else 'Deferred' end, data = data || jsonb_build_object(
            'State', case when $2 = 1 then 'Due' else 'Deferred' end, 'Attempts', $2 - 1, 'Answer', $3::text)
        where id = $1 and (data ->> 'Attempts')::int = $2 and state = 'HandedOver'
        """,
        attempt.DeliveryId, attempt.Number, answer);

    /// <summary>Stops what is not handed over yet; workers that hold some find it is no longer theirs.</summary>
    /// <returns>How many deliveries wait now.</returns>
    public Task<int> StopAsync(string digestId, CancellationToken cancellation) => ExecuteAsync(
        """
        update mt_doc_delivery set state = 'Stopped', data = data || '{"State": "Stopped"}'
        where digest_id = $1 and state in ('Due', 'Composing', 'Deferred')
        """,
        cancellation, digestId);

    /// <summary>Lets what was stopped go on.</summary>
    /// <returns>How many deliveries go on.</returns>
    public Task<int> ResumeAsync(string digestId, CancellationToken cancellation) => ExecuteAsync(
        """
        update mt_doc_delivery set state = case when (data ->> 'Attempts')::int = 0 then 'Due' else 'Deferred' end,
            data = data || jsonb_build_object('State', case when (data ->> 'Attempts')::int = 0 then 'Due' else 'Deferred' end)
        where digest_id = $1 and state = 'Stopped'
        """,
        cancellation, digestId);

    /// <summary>Queues failed and returned deliveries of an issue, or of none, again, all failed or any one; whose mail came back gets mails again.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RetryFailedAsync(string? digestId, Guid? deliveryId, CancellationToken cancellation)
    {
        if (deliveryId is { } id && await session.LoadAsync<Delivery>(id, cancellation) is { State: DeliveryState.Bounced } bounced
            && bounced.DigestId == digestId && await session.LoadAsync<Member>(bounced.MemberId, cancellation) is { } member)
        {
            member.ResumeMail();
            session.Change(member);
            await session.SaveChangesAsync(cancellation);
        }

        return await ExecuteAsync(
            """
            update mt_doc_delivery set state = 'Due', next_attempt_at = $1, finished_at = null, data = data || jsonb_build_object(
                'State', 'Due', 'Attempts', 0, 'NextAttemptAt', $1::timestamptz, 'FinishedAt', null)
            where digest_id is not distinct from $2::text
              and (state = 'Failed' and $3::uuid is null or id = $3::uuid and state in ('Failed', 'Bounced'))
            """,
            cancellation, clock.GetUtcNow(), (object?)digestId ?? DBNull.Value, (object?)deliveryId ?? DBNull.Value);
    }

    private async Task<int> ExecuteAsync(string sql, CancellationToken cancellation, params object[] values)
    {
        await using var connection = await database.OpenConnectionAsync(cancellation);
        await using var command = connection.Command(sql, values);
        return await command.ExecuteNonQueryAsync(cancellation);
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
