using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Fixes an issue's window and writes one delivery per recipient before anything is sent.</summary>
public sealed class DigestPreparation(
    IDocumentSession session, NpgsqlDataSource database, DigestSchedule schedule, TimeProvider clock)
{
    /// <summary>Whoever plans deliveries takes this turn: the next finds what was planned before.</summary>
    public const string PlanningTurn = "hub.deliveries";

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
            ? new PreparedDigest(null, TooEarly(period, latest))
            : await PrepareAsync(period, now, isAtOnce: true, cancellation);
    }

    /// <summary>To how many the next issue goes, if there is something to tell them.</summary>
    public async Task<DigestRecipients> CountRecipientsAsync(CancellationToken cancellation) => new(
        await Recipients().CountAsync(cancellation), (await SubscribersAsync(cancellation)).Count);

    /// <summary>What a digest tells or, not prepared yet, would tell now.</summary>
    public async Task<DigestWindow> WindowAsync(Digest digest, CancellationToken cancellation)
    {
        if (digest.Window is { } window)
            return window;
        var last = await LastPreparedAsync(cancellation);
        return new DigestWindow(last?.NewsUntil ?? schedule.DueAt(digest.Period.Previous), clock.GetUtcNow());
    }

    /// <summary>When the next digest goes by itself; one sent early is not due again.</summary>
    public async Task<DateTimeOffset> NextDueAtAsync(CancellationToken cancellation) =>
        schedule.DueAt(await NextPeriodAsync(cancellation));

    /// <summary>The period of that digest.</summary>
    public async Task<DigestPeriod> NextPeriodAsync(CancellationToken cancellation)
    {
        var last = await LastPreparedAsync(cancellation);
        var next = schedule.NextDue(clock.GetUtcNow());
        return last?.Period >= next ? last.Period.Next : next;
    }

    private async Task<PreparedDigest> PrepareAsync(
        DigestPeriod period, DateTimeOffset until, bool isAtOnce, CancellationToken cancellation)
    {
        await using var turn = await Turn.TakeAsync(database, PlanningTurn, cancellation);
        var digest = await session.LoadAsync<Digest>(period.ToString(), cancellation) ?? Digest.Of(period);
        if (digest.IsPrepared)
            return new PreparedDigest(digest, null);

        var last = await LastPreparedAsync(cancellation);
        var from = last?.NewsUntil ?? schedule.DueAt(period.Previous);
        if (from >= until || last?.Period > period)
            return new PreparedDigest(null, TooLate(period, last?.Period ?? period));

        digest.Prepare(new DigestWindow(from, until), clock.GetUtcNow());
        session.Change(digest);
        session.Insert(await DeliveriesAsync(digest, isAtOnce, cancellation));
        await session.SaveChangesAsync(cancellation);
        return new PreparedDigest(digest, null);
    }

    private Task<Digest?> LastPreparedAsync(CancellationToken cancellation) =>
        session.Query<Digest>().Prepared().FirstOrDefaultAsync(cancellation);

    private async Task<Delivery[]> DeliveriesAsync(Digest digest, bool isAtOnce, CancellationToken cancellation)
    {
        var members = await Recipients()
            .Select(m => new { m.Id, m.DigestDay, m.DigestHour })
            .ToListAsync(cancellation);
        var (_, day, hour) = DigestRhythm.Usual;
        List<(Guid Id, int Day, int Hour)> recipients =
        [
            .. members.Select(m => (m.Id, m.DigestDay, m.DigestHour)),
            .. (await SubscribersAsync(cancellation)).Select(id => (id, day, hour)),
        ];
        var newsEnds = await session.NewsEndsAsync(recipients.Select(recipient => recipient.Id), cancellation);
        var moments = recipients.Select(recipient => (recipient.Day, recipient.Hour)).Distinct()
            .ToDictionary(moment => moment, moment => DueAt(digest, moment.Day, moment.Hour));
        return
        [
            .. from recipient in recipients
               let newsFrom = newsEnds.TryGetValue(recipient.Id, out var end) ? end : digest.NewsFrom!.Value
               where newsFrom < digest.NewsUntil
               let dueAt = isAtOnce ? digest.PreparedAt!.Value : moments[(recipient.Day, recipient.Hour)]
               select Delivery.OfIssue(digest, recipient.Id, newsFrom, dueAt),
        ];
    }

    // Whoever became a member since has a letter of their own, or chose to have none.
    private async Task<IReadOnlyList<Guid>> SubscribersAsync(CancellationToken cancellation)
    {
        var subscribers = await session.Query<Subscriber>().Confirmed()
            .Select(subscriber => new { subscriber.Id, subscriber.Email }).ToListAsync(cancellation);
        if (subscribers.Count == 0)
            return [];
        var members = (await session.Query<Member>().Reachable().Select(member => member.NormalizedEmail!)
            .ToListAsync(cancellation)).ToHashSet();
        return
        [
            .. subscribers.Where(subscriber => !members.Contains(EmailAddress.Key(subscriber.Email)))
                .Select(subscriber => subscriber.Id),
        ];
    }

    private IQueryable<Member> Recipients()
    {
        var today = clock.Today();
        return session.Query<Member>().Wanting(DeliveryOccasion.Digest)
            .Where(m => m.DigestFrequency == DigestFrequency.Monthly)
            .Where(m => m.DigestPausedUntil == null || m.DigestPausedUntil < today);
    }

    private static DateTimeOffset DueAt(Digest digest, int day, int hour) =>
        new DigestRhythm(DigestFrequency.Monthly, day, hour).DueIn(digest.Period);

    private static string TooEarly(DigestPeriod period, DigestPeriod latest) =>
        $"Der Monatsbrief {period.LongName()} liegt zu weit in der Zukunft; "
        + $"möglich ist höchstens {latest.LongName()}.";

    private static string TooLate(DigestPeriod period, DigestPeriod last) =>
        $"Für {period.LongName()} ist nichts mehr zu senden: Der Monatsbrief {last.LongName()} reicht schon weiter.";
}

/// <summary>A digest on its way, or the reason why there is none.</summary>
public sealed record PreparedDigest(Digest? Digest, string? Problem);
