using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// One worker's hold on the deliveries it took. It lasts as long as the worker's session of the database, which holds an advisory lock:
/// when the process is killed the lock is gone in the same moment, and others go on with what was not handed over.
/// </summary>
/// <remarks>
/// Handing over is a claim made in that very session, so a worker that lost it hands over nothing more. What was handed over and has no
/// answer is in doubt: another worker sends it again when the longest time a mail may take has passed, with the same Message-ID.
/// </remarks>
public sealed class DeliveryLease : IAsyncDisposable
{
    private const string LockClass = "hashtext('hub.deliveries')";
    private const string Untried = "case when (data ->> 'Attempts')::int = 0 then 'Due' else 'Deferred' end";
    private const int LargestBatch = 50;
    private static readonly TimeSpan ToWriteDown = TimeSpan.FromSeconds(10);

    private readonly NpgsqlConnection _session;
    private readonly MailSettings _settings;
    private readonly TimeProvider _clock;
    private readonly int _worker;
    private int _batch = 1;

    private DeliveryLease(NpgsqlConnection session, int worker, MailSettings settings, TimeProvider clock) =>
        (_session, _worker, _settings, _clock) = (session, worker, settings, clock);

    /// <summary>How long after its hand-over a delivery may still be answered.</summary>
    public static TimeSpan LongestDoubt(MailSettings settings) => settings.LongestMail + ToWriteDown;

    /// <summary>Begins a lease in a session of its own, which the lease ends.</summary>
    public static async Task<DeliveryLease> BeginAsync(NpgsqlConnection session, MailSettings settings, TimeProvider clock, CancellationToken cancellation)
    {
        try
        {
            await using var command = session.Command(
                $"with own as (select nextval('delivery_workers')::int as worker) select worker from own, lateral (select pg_advisory_lock({LockClass}, worker)) held");
            return new DeliveryLease(session, (int)(await command.ExecuteScalarAsync(cancellation))!, settings, clock);
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Takes the next deliveries, with those of workers who are gone; empty when none is to be sent now.</summary>
    public async Task<IReadOnlyList<Delivery>> TakeAsync(CancellationToken cancellation)
    {
        // Small batches first, so that a short queue is shared out among all workers.
        _batch = Math.Min(2 * _batch, LargestBatch);
        // A database that just started knows no sessions from before: the living get a moment to write down what they were told meanwhile.
        await using var command = _session.Command(
            $"""
             with alive as materialized (
                 select objid::bigint::int as worker from pg_locks
                 where locktype = 'advisory' and objsubid = 2 and classid::bigint::int = {LockClass}
                   and database = (select oid from pg_database where datname = current_database()))
             update mt_doc_delivery set state = 'Composing', data = data || jsonb_build_object('State', 'Composing', 'Worker', $1::int)
             where id in (
                 select id from mt_doc_delivery d
                 where state in ('Due', 'Composing', 'HandedOver', 'Deferred') and next_attempt_at <= $2
                   and (state in ('Due', 'Deferred') or not exists (select from alive where alive.worker = (d.data ->> 'Worker')::int))
                   and (state <> 'HandedOver' or (data ->> 'HandedOverAt')::timestamptz <= $3
                        and (pg_postmaster_start_time() < (data ->> 'HandedOverAt')::timestamptz
                            or pg_postmaster_start_time() < clock_timestamp() - $4))
                 -- An index holds them in this order: what cannot wait goes before thousands of digests.
                 order by (occasion = 'Digest'), next_attempt_at, id
                 limit $5
                 for update skip locked)
             returning id, digest_id, member_id, (data ->> 'Attempts')::int, data ->> 'Answer', occasion, revision_id, key,
                 (data ->> 'NewsFrom')::timestamptz, news_until
             """,
            _worker, _clock.GetUtcNow(), _clock.GetUtcNow() - LongestDoubt(_settings), ToWriteDown, _batch);
        var taken = new List<Delivery>();
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        while (await reader.ReadAsync(cancellation))
        {
            taken.Add(new Delivery
            {
                Id = reader.GetGuid(0),
                DigestId = reader.IsDBNull(1) ? null : reader.GetString(1),
                MemberId = reader.GetGuid(2),
                State = DeliveryState.Composing,
                Attempts = reader.GetInt32(3),
                Answer = reader.GetString(4),
                Occasion = Enum.Parse<DeliveryOccasion>(reader.GetString(5)),
                RevisionId = reader.IsDBNull(6) ? null : reader.GetGuid(6),
                Key = reader.GetString(7),
                NewsFrom = reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
                NewsUntil = reader.IsDBNull(9) ? null : reader.GetFieldValue<DateTimeOffset>(9),
                NextAttemptAt = default,
            });
        }

        return taken;
    }

    /// <summary>Says that the mail server is told now.</summary>
    /// <returns>The attempt; null when the delivery is no longer this worker's.</returns>
    public async Task<DeliveryAttempt?> HandOverAsync(Delivery delivery)
    {
        await using var command = _session.Command(
            """
            update mt_doc_delivery set state = 'HandedOver', data = data || jsonb_build_object(
                'State', 'HandedOver', 'Attempts', (data ->> 'Attempts')::int + 1, 'HandedOverAt', $3::timestamptz)
            where id = $1 and (data ->> 'Worker')::int = $2 and state = 'Composing' returning (data ->> 'Attempts')::int
            """,
            delivery.Id, _worker, _clock.GetUtcNow());
        return await command.ExecuteScalarAsync() is int attempts
            ? new DeliveryAttempt(delivery.Id, attempts)
            : null;
    }

    /// <summary>Ends a delivery no mail belongs to.</summary>
    /// <param name="delivery">Not handed over.</param>
    /// <param name="state">What it ends as.</param>
    /// <param name="reason">For the delivery page; may be empty.</param>
    public Task SkipAsync(Delivery delivery, DeliveryState state, string reason = "") => ExecuteAsync(
        """
        update mt_doc_delivery set state = $3, finished_at = $5, data = data || jsonb_build_object(
            'State', $3::text, 'Answer', $4::text, 'FinishedAt', $5::timestamptz)
        where id = $1 and (data ->> 'Worker')::int = $2 and state = 'Composing'
        """,
        delivery.Id, _worker, state.ToString(), reason, _clock.GetUtcNow());

    /// <summary>Gives deliveries back before they are tried; without a session they are nobody's already.</summary>
    public Task ReturnAsync(IEnumerable<Delivery> deliveries) => AtLeastTryAsync(
        $"""
        update mt_doc_delivery set state = {Untried}, data = data || jsonb_build_object('State', {Untried})
        where id = any($1) and (data ->> 'Worker')::int = $2 and state = 'Composing'
        """,
        deliveries.Select(delivery => delivery.Id).ToArray(), _worker);

    /// <summary>Gives a delivery back until its domain takes mails again.</summary>
    public Task PostponeAsync(Delivery delivery, DateTimeOffset until) => ExecuteAsync(
        $"""
        update mt_doc_delivery set state = {Untried}, next_attempt_at = $3,
            data = data || jsonb_build_object('State', {Untried}, 'NextAttemptAt', $3::timestamptz)
        where id = $1 and (data ->> 'Worker')::int = $2 and state = 'Composing'
        """,
        delivery.Id, _worker, until);

    /// <summary>Ends the lease; the session goes back to the pool as it came.</summary>
    public async ValueTask DisposeAsync()
    {
        await using (_session)
            await AtLeastTryAsync($"select pg_advisory_unlock({LockClass}, $1)", _worker);
    }

    private async Task AtLeastTryAsync(string sql, params object[] values)
    {
        try
        {
            await ExecuteAsync(sql, values);
        }
        catch (Exception e) when (e is NpgsqlException or InvalidOperationException)
        {
            // The session is gone, and with it the lock and all that depends on it.
        }
    }

    private async Task ExecuteAsync(string sql, params object[] values)
    {
        await using var command = _session.Command(sql, values);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>One hand-over of a delivery.</summary>
/// <param name="Number">From 1; tells a late answer from the current one.</param>
public sealed record DeliveryAttempt(Guid DeliveryId, int Number);
