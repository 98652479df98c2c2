using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Reviews that fall due before the member's next digest could ask for them.</summary>
public sealed class Reminders(
    IDocumentSession session, NpgsqlDataSource database, DigestPreparation preparation, DigestSchedule schedule,
    TimeProvider clock)
{
    /// <summary>How many days before its due date a review is asked for.</summary>
    public const int Lead = 7;

    /// <summary>
    /// Writes one delivery for each member who is to be reminded today; harmless when run twice or on two nodes.
    /// </summary>
    /// <returns>How many deliveries are new.</returns>
    public async Task<int> PrepareAsync(CancellationToken cancellation)
    {
        await using var turn = await Turn.TakeAsync(database, DigestPreparation.PlanningTurn, cancellation);
        var reminded = await RemindedAsync(cancellation);
        Delivery[] due =
        [
            .. from member in (await DueAsync(null, cancellation)).Select(items => items.Key)
               where !reminded.Contains(member)
               select Delivery.OfReminder(member, clock.GetUtcNow()),
        ];
        session.Insert(due);
        await session.SaveChangesAsync(cancellation);
        return due.Length;
    }

    /// <summary>What members are to be reminded of now, by member, longest due first.</summary>
    /// <param name="members">Of whom; all when null.</param>
    public async Task<ILookup<Guid, ReviewItem>> DueAsync(IReadOnlyList<Guid>? members, CancellationToken cancellation)
    {
        var today = clock.Today();
        var items = (await ReviewItem.ReadAsync(session, today.AddDays(Lead), cancellation))
            .Where(item => members is null || members.Contains(item.ResponsibleId))
            .Where(item => !(item.SnoozedUntil > today)).ToList();
        var responsible = items.Select(item => item.ResponsibleId).Distinct().ToList();
        var nextDigests = await NextDigestsAsync(responsible, today, cancellation);
        var told = await session.ToldReviewsAsync(responsible, cancellation);
        return items.Where(item => IsEarlier(item) && !told[item.ResponsibleId].Contains(item.Key))
            .ToLookup(item => item.ResponsibleId);

        bool IsEarlier(ReviewItem item) =>
            nextDigests.TryGetValue(item.ResponsibleId, out var next) && item.Day < next && today < next;
    }

    // Whoever has a reminder that still waits gets no second one beside it; a refused one is not tried again every day.
    private async Task<HashSet<Guid>> RemindedAsync(CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().AddDays(-Lead);
        var ofToday = Delivery.ReminderKey(clock.Today());
        return [.. await session.Query<Delivery>()
            .Where(d => d.Occasion == DeliveryOccasion.Reminder
                && (d.Key == ofToday || d.FinishedAt == null
                    || (d.State == DeliveryState.Failed && d.FinishedAt > since)))
            .Select(d => d.MemberId).ToListAsync(cancellation)];
    }

    // Of members who want reminders and do not pause: the day of their next digest that asks for reviews; where none
    // comes, the last day there is.
    private async Task<Dictionary<Guid, DateOnly>> NextDigestsAsync(
        List<Guid> memberIds, DateOnly today, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Wanting(DeliveryOccasion.Reminder)
            .Where(m => memberIds.Contains(m.Id) && (m.DigestPausedUntil == null || m.DigestPausedUntil < today))
            .ToListAsync(cancellation);
        var waiting = await session.Query<Delivery>().Open()
            .Where(d => memberIds.Contains(d.MemberId) && d.Occasion == DeliveryOccasion.Digest)
            .Select(d => new { d.MemberId, d.NextAttemptAt }).ToListAsync(cancellation);
        var waitingSince = waiting.GroupBy(d => d.MemberId)
            .ToDictionary(own => own.Key, own => own.Min(d => d.NextAttemptAt));
        var issue = await preparation.NextPeriodAsync(cancellation);
        return members.ToDictionary(member => member.Id, member =>
            !member.WantsDigest || member.DigestWithout.Contains(DigestParts.Reviews) ? DateOnly.MaxValue
            : waitingSince.TryGetValue(member.Id, out var since) ? since.InBerlin()
            : NextAfter(member.DigestRhythm, issue).InBerlin());
    }

    private DateTimeOffset NextAfter(DigestRhythm rhythm, DigestPeriod issue)
    {
        if (rhythm.Frequency != DigestFrequency.Monthly)
            return rhythm.NextAfter(clock.GetUtcNow());
        var (own, common) = (rhythm.DueIn(issue), schedule.DueAt(issue));
        return own > common ? own : common;
    }
}
