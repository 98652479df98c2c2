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
        var due = await DueAsync(now, cancellation);
        var newsEnds = await session.NewsEndsAsync(due.Select(one => one.Member.Id), cancellation);
        Delivery[] deliveries =
        [
            .. from one in due
               let window = one.WindowAfter(newsEnds.TryGetValue(one.Member.Id, out var end) ? end : null)
               where window is not null
               select Delivery.OfRhythm(one.Member.Id, window, now),
        ];
        session.Insert(deliveries);
        await session.SaveChangesAsync(cancellation);
        return deliveries.Length;
    }

    // Most minutes find none, whatever was ever sent.
    private async Task<IReadOnlyList<DueDigest>> DueAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var members = await session.Query<Member>().Wanting(DeliveryOccasion.Digest)
            .Where(m => m.DigestFrequency != DigestFrequency.Monthly).ToListAsync(cancellation);
        var due = members.Select(member => DueDigest.Of(member, now)).Where(one => one.IsWanted).ToList();
        var keys = due.Select(one => one.Key).Distinct().ToList();
        var written = (await session.Query<Delivery>().Where(delivery => keys.Contains(delivery.Key))
            .Select(delivery => new { delivery.MemberId, delivery.Key }).ToListAsync(cancellation))
            .Select(delivery => (delivery.MemberId, delivery.Key)).ToHashSet();
        return [.. due.Where(one => !written.Contains((one.Member.Id, one.Key)))];
    }

    /// <summary>The newest digest of a member that has fallen due.</summary>
    private sealed record DueDigest(Member Member, DateTimeOffset At)
    {
        public string Key => DigestRhythm.PeriodOf(At);

        /// <summary>Whether the member waited for it.</summary>
        public bool IsWanted => At > ChosenAt && !(At.InBerlin() <= Member.DigestPausedUntil);

        private DateTimeOffset ChosenAt => Member.DigestChosenAt ?? Member.JoinedAt;

        public static DueDigest Of(Member member, DateTimeOffset now) =>
            new(member, member.DigestRhythm.LatestDue(now));

        /// <summary>What it tells about; null when all of that was told.</summary>
        /// <remarks>A run that was missed is made up for by the next one, which tells about all of the time.</remarks>
        public DigestWindow? WindowAfter(DateTimeOffset? newsEnd)
        {
            var before = Member.DigestRhythm.LatestDue(At.AddTicks(-1));
            var from = newsEnd ?? (before < ChosenAt ? before : ChosenAt);
            return from < At ? new DigestWindow(from, At) : null;
        }
    }
}
