using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Fixes a digest's window and writes one delivery per member before anything is sent.</summary>
public sealed class DigestPreparation(HubDbContext db, DigestSchedule schedule, TimeProvider clock)
{
    /// <summary>Prepares the digest that is due, if there is one not prepared yet.</summary>
    /// <returns>The digest of the newest due period, prepared; null when none is to be sent.</returns>
    public async Task<Digest?> PrepareDueAsync(CancellationToken cancellation)
    {
        var period = schedule.LatestDue(clock.GetUtcNow());
        var dueAt = schedule.DueAt(period);
        // A hub set up later in the month does not send what nobody waited for.
        if (!await db.Members.AnyAsync(m => m.JoinedAt <= dueAt && m.LeftAt == null, cancellation))
            return null;
        return (await PrepareAsync(period, dueAt, cancellation)).Digest;
    }

    /// <summary>Prepares a digest before or after it is due; it then tells what happened up to now.</summary>
    public async Task<PreparedDigest> PrepareNowAsync(DigestPeriod period, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var latest = DigestPeriod.Of(now.InBerlin()).Next;
        return period > latest
            ? new PreparedDigest(null, $"Der Monatsbrief {period.LongName()} liegt zu weit in der Zukunft; möglich ist höchstens {latest.LongName()}.")
            : await PrepareAsync(period, now, cancellation);
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
    public async Task<DateTimeOffset> NextDueAtAsync(CancellationToken cancellation)
    {
        var last = await LastPreparedAsync(cancellation);
        var next = schedule.NextDue(clock.GetUtcNow());
        return schedule.DueAt(last?.Period >= next ? last.Period.Next : next);
    }

    private async Task<PreparedDigest> PrepareAsync(DigestPeriod period, DateTimeOffset until, CancellationToken cancellation)
    {
        await using var turn = await db.Database.BeginTransactionAsync(cancellation);
        await db.Database.ExecuteSqlRawAsync("select pg_advisory_xact_lock(hashtext('hub.digest'))", cancellation);
        // Read after the lock, and anew: another node may have prepared it a moment ago.
        db.ChangeTracker.Clear();
        var digest = await db.Digests.SingleOrDefaultAsync(d => d.Period == period, cancellation);
        if (digest?.IsPrepared == true)
            return new PreparedDigest(digest, null);

        var last = await LastPreparedAsync(cancellation);
        var from = last?.NewsUntil ?? schedule.DueAt(period.Previous);
        if (from >= until || last?.Period > period)
            return new PreparedDigest(null, $"Für {period.LongName()} ist nichts mehr zu senden: Der Monatsbrief {last?.Period.LongName() ?? period.LongName()} reicht schon weiter.");

        digest ??= db.Add(new Digest { Period = period }).Entity;
        digest.Prepare(new DigestWindow(from, until), clock.GetUtcNow());
        await db.SaveChangesAsync(cancellation);
        await WriteDeliveriesAsync(digest, cancellation);
        await ChangeNotice.SendAsync(db, cancellation);
        await turn.CommitAsync(cancellation);
        return new PreparedDigest(digest, null);
    }

    private Task<Digest?> LastPreparedAsync(CancellationToken cancellation) =>
        db.Digests.AsNoTracking().Where(d => d.PreparedAt != null).OrderByDescending(d => d.NewsUntil).FirstOrDefaultAsync(cancellation);

    private Task WriteDeliveriesAsync(Digest digest, CancellationToken cancellation) => db.Database.ExecuteSqlAsync(
        $"""
         insert into deliveries (id, digest_id, member_id, state, attempts, next_attempt_at, answer)
         select uuidv7(), {digest.Id}, id, 'Due', 0, {digest.PreparedAt}, ''
         from members
         where wants_digest and left_at is null and email is not null
         on conflict (digest_id, member_id) do nothing
         """,
        cancellation);
}

/// <summary>A digest on its way, or the reason why there is none.</summary>
public sealed record PreparedDigest(Digest? Digest, string? Problem);
