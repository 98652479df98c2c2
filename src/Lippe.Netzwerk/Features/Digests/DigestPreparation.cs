using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Fixes a digest's window and writes one delivery per member before anything is sent.</summary>
public sealed class DigestPreparation(IDocumentSession session, DigestSchedule schedule, TimeProvider clock)
{
    /// <summary>Prepares the digest that is due, if there is one not prepared yet.</summary>
    /// <returns>The digest of the newest due period, prepared; null when none is to be sent.</returns>
    public async Task<Digest?> PrepareDueAsync(CancellationToken cancellation)
    {
        var period = schedule.LatestDue(clock.GetUtcNow());
        var dueAt = schedule.DueAt(period);
        // A hub set up later in the month does not send what nobody waited for.
        if (!await session.Query<Member>().AnyAsync(m => m.JoinedAt <= dueAt && m.LeftAt == null, cancellation))
            return null;
        return (await PrepareAsync(period, dueAt, isAtOnce: false, cancellation)).Digest;
    }

    /// <summary>Prepares a digest before or after it is due; it then tells what happened up to now.</summary>
    public async Task<PreparedDigest> PrepareNowAsync(DigestPeriod period, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var latest = DigestPeriod.Of(now.InBerlin()).Next;
        return period > latest
            ? new PreparedDigest(null, $"Der Monatsbrief {period.LongName()} liegt zu weit in der Zukunft; möglich ist höchstens {latest.LongName()}.")
            : await PrepareAsync(period, now, isAtOnce: true, cancellation);
    }

    /// <summary>What a digest tells or, not prepared yet, would tell now.</summary>
    public async Task<DigestWindow> WindowAsync(Digest digest, CancellationToken cancellation)
    {
        if (digest.Window is { } window)
            return window;
        var last = await LastPreparedAsync(cancellation);
        var now = clock.GetUtcNow();
        return new DigestWindow(last?.NewsUntil ?? schedule.DueAt(digest.Period.Previous), now);
    }

    /// <summary>When the next digest goes by itself; one sent early is not due again.</summary>
    public async Task<DateTimeOffset> NextDueAtAsync(CancellationToken cancellation) => schedule.DueAt(await NextPeriodAsync(cancellation));

    /// <summary>The period of that digest.</summary>
    public async Task<DigestPeriod> NextPeriodAsync(CancellationToken cancellation)
    {
        var last = await LastPreparedAsync(cancellation);
        var next = schedule.NextDue(clock.GetUtcNow());
        return last?.Period >= next ? last.Period.Next : next;
    }

    private async Task<PreparedDigest> PrepareAsync(DigestPeriod period, DateTimeOffset until, bool isAtOnce, CancellationToken cancellation)
    {
        await using var turn = await session.Database.BeginTransactionAsync(cancellation);
        await session.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('hub.digest'))", cancellation);
        // Read after the lock, and anew: another node may have prepared it a moment ago.
        session.ChangeTracker.Clear();
        var digest = await session.Query<Digest>().SingleOrDefaultAsync(d => d.Period == period, cancellation);
        if (digest?.IsPrepared == true)
            return new PreparedDigest(digest, null);

        var last = await LastPreparedAsync(cancellation);
        var from = last?.NewsUntil ?? schedule.DueAt(period.Previous);
        if (from >= until || last?.Period > period)
            return new PreparedDigest(null, $"Für {period.LongName()} ist nichts mehr zu senden: Der Monatsbrief {last?.Period.LongName() ?? period.LongName()} reicht schon weiter.");

        digest ??= session.Insert(new Digest { Period = period }).Entity;
        digest.Prepare(new DigestWindow(from, until), clock.GetUtcNow());
        await session.SaveChangesAsync(cancellation);
        await WriteDeliveriesAsync(digest, isAtOnce, cancellation);
        await ChangeNotice.SendAsync(session, cancellation);
        await turn.CommitAsync(cancellation);
        return new PreparedDigest(digest, null);
    }

    private Task<Digest?> LastPreparedAsync(CancellationToken cancellation) =>
        session.Query<Digest>().Where(d => d.PreparedAt != null).OrderByDescending(d => d.NewsUntil).FirstOrDefaultAsync(cancellation);

    // Each window begins where the member's last digest ended, so a change of rhythm, a pause or a missed run neither repeats nor leaves out anything.
    private async Task WriteDeliveriesAsync(Digest digest, bool isAtOnce, CancellationToken cancellation)
    {
        var rhythms = await session.Query<Member>().Where(m => m.DigestFrequency == DigestFrequency.Monthly)
            .Select(m => new { m.DigestDay, m.DigestHour }).Distinct().ToListAsync(cancellation);
        var moments = rhythms.Select(r => isAtOnce ? digest.PreparedAt!.Value : new DigestRhythm(DigestFrequency.Monthly, r.DigestDay, r.DigestHour).DueIn(digest.Period));
        await session.Database.ExecuteSqlAsync(
            $"""
             insert into deliveries (id, digest_id, member_id, key, news_from, news_until, state, attempts, next_attempt_at, answer)
             select uuidv7(), {digest.Id}, m.id, {digest.Period.ToString()}, known.news_from, {digest.NewsUntil}, 'Due', 0, greatest({digest.PreparedAt}, rhythm.moment), ''
             from members m
             join unnest({rhythms.Select(r => r.DigestDay).ToArray()}, {rhythms.Select(r => r.DigestHour).ToArray()}, {moments.ToArray()}) rhythm (day, hour, moment)
                 on rhythm.day = m.digest_day and rhythm.hour = m.digest_hour,
             lateral (select coalesce(max(news_until), {digest.NewsFrom}) as news_from from deliveries where member_id = m.id) known
             where m.wants_digest and m.left_at is null and m.email is not null and m.mail_suspended_at is null and m.digest_frequency = 'Monthly'
               and (m.digest_paused_until is null or m.digest_paused_until < {clock.Today()}) and known.news_from < {digest.NewsUntil}
             on conflict do nothing
             """,
            cancellation);
    }
}

/// <summary>A digest on its way, or the reason why there is none.</summary>
public sealed record PreparedDigest(Digest? Digest, string? Problem);
