using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Reviews that fall due before the member's next digest could ask for them.</summary>
public sealed class Reminders(IDocumentSession session, DigestPreparation preparation, DigestSchedule schedule, TimeProvider clock)
{
    /// <summary>How many days before its due date a review is asked for.</summary>
    public const int Lead = 7;

    /// <summary>Writes one delivery for each member who is to be reminded today; harmless when run twice or on two nodes.</summary>
    /// <returns>How many deliveries are new.</returns>
    public async Task<int> PrepareAsync(CancellationToken cancellation)
    {
        // Whoever has a reminder that still waits gets no second one beside it; a refused one is not tried again every day.
        var since = clock.GetUtcNow().AddDays(-Lead);
        var waiting = await session.Query<Delivery>()
            .Where(d => d.Occasion == DeliveryOccasion.Reminder && (d.FinishedAt == null || (d.State == DeliveryState.Failed && d.FinishedAt > since)))
            .Select(d => d.MemberId).ToHashSetAsync(cancellation);
        var members = (await DueAsync(null, cancellation)).Select(items => items.Key).Where(member => !waiting.Contains(member)).ToArray();
        return members.Length == 0 ? 0 : await session.Database.ExecuteSqlAsync(
            $"""
             insert into deliveries (id, member_id, occasion, key, state, attempts, next_attempt_at, answer)
             select uuidv7(), member_id, 'Reminder', {$"erinnerung:{clock.Today().Iso()}"}, 'Due', 0, {clock.GetUtcNow()}, ''
             from unnest({members}) member_id
             on conflict do nothing
             """,
            cancellation);
    }

    /// <summary>What members are to be reminded of now, by member, longest due first.</summary>
    /// <param name="members">Of whom; all when null.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<ILookup<Guid, ReviewItem>> DueAsync(IReadOnlyList<Guid>? members, CancellationToken cancellation)
    {
        var today = clock.Today();
        var items = (await ReviewItem.ReadAsync(session, today.AddDays(Lead), cancellation))
            .Where(item => (members is null || members.Contains(item.ResponsibleId)) && !(item.SnoozedUntil > today)).ToList();
        var responsible = items.Select(item => item.ResponsibleId).Distinct().ToList();
        var nextDigests = await NextDigestsAsync(responsible, today, cancellation);
        var told = await session.Query<ToldItem>()
            .Where(t => responsible.Contains(t.MemberId) && t.Item.Contains(ReviewItem.KeyMark)).Select(t => new { t.MemberId, t.Item }).ToHashSetAsync(cancellation);
        return items
            .Where(item => nextDigests.TryGetValue(item.ResponsibleId, out var next) && item.Day < next && today < next && !told.Contains(new { MemberId = item.ResponsibleId, Item = item.Key }))
            .ToLookup(item => item.ResponsibleId);
    }

    // Of members who want reminders and do not pause: the day of their next digest that asks for reviews; the last day there is where none comes.
    private async Task<Dictionary<Guid, DateOnly>> NextDigestsAsync(List<Guid> members, DateOnly today, CancellationToken cancellation)
    {
        var readers = await session.Query<Member>().Wanting(DeliveryOccasion.Reminder)
            .Where(m => members.Contains(m.Id) && (m.DigestPausedUntil == null || m.DigestPausedUntil < today))
            .Select(m => new
            {
                m.Id,
                IsAsked = m.WantsDigest && !m.DigestWithout.Contains(ReviewsPart.Key),
                Rhythm = new DigestRhythm(m.DigestFrequency, m.DigestDay, m.DigestHour),
                WaitingSince = session.Query<Delivery>().Open().Where(d => d.MemberId == m.Id && d.Occasion == DeliveryOccasion.Digest).Min(d => (DateTimeOffset?)d.NextAttemptAt),
            })
            .ToListAsync(cancellation);
        var issue = await preparation.NextPeriodAsync(cancellation);
        return readers.ToDictionary(
            reader => reader.Id,
            reader => reader.IsAsked ? (reader.WaitingSince ?? NextAfter(reader.Rhythm, issue)).InBerlin() : DateOnly.MaxValue);
    }

    private DateTimeOffset NextAfter(DigestRhythm rhythm, DigestPeriod issue)
    {
        if (rhythm.Frequency != DigestFrequency.Monthly)
            return rhythm.NextAfter(clock.GetUtcNow());
        var (own, common) = (rhythm.DueIn(issue), schedule.DueAt(issue));
        return own > common ? own : common;
    }
}
