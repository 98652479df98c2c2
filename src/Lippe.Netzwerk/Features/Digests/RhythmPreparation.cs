using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Writes the deliveries of weekly and daily digests when they are due; they belong to no issue.</summary>
public sealed class RhythmPreparation(IDocumentSession session, NpgsqlDataSource database, TimeProvider clock)
{
    /// <summary>Writes what is due and not written yet; harmless when run twice or on two nodes.</summary>
    /// <returns>How many deliveries are new.</returns>
    public async Task<int> PrepareDueAsync(CancellationToken cancellation)
    {
        await using var turn = await Turn.TakeAsync(database, DigestPreparation.PlanningTurn, cancellation);
        var now = clock.GetUtcNow();
        var members = await session.Query<Member>().Wanting(DeliveryOccasion.Digest)
            .Where(m => m.DigestFrequency != DigestFrequency.Monthly).ToListAsync(cancellation);
        var newsEnds = await session.NewsEndsAsync(cancellation);
        Delivery[] due =
        [
            .. from member in members
               let window = DueWindow(member, newsEnds.TryGetValue(member.Id, out var end) ? end : null, now)
               where window is not null
               select Delivery.OfRhythm(member.Id, window, now),
        ];
        session.Insert(due);
        await session.SaveChangesAsync(cancellation);
        return due.Length;
    }

    // A run that was missed is made up for by the next one, which tells about all of the time.
    private static DigestWindow? DueWindow(Member member, DateTimeOffset? newsEnd, DateTimeOffset now)
    {
        var chosenAt = member.DigestChosenAt ?? member.JoinedAt;
        var due = member.DigestRhythm.LatestDue(now);
        var before = member.DigestRhythm.LatestDue(due.AddTicks(-1));
        var from = newsEnd ?? (before < chosenAt ? before : chosenAt);
        return due <= chosenAt || due.InBerlin() <= member.DigestPausedUntil || from >= due
            ? null
            : new DigestWindow(from, due);
    }
}
