using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Writes the deliveries of weekly and daily digests when they are due; they belong to no issue.</summary>
public sealed class RhythmPreparation(IDocumentSession session, TimeProvider clock)
{
    /// <summary>Writes what is due and not written yet; harmless when run twice or on two nodes.</summary>
    /// <returns>How many deliveries are new.</returns>
    public async Task<int> PrepareDueAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var due = (await ReadersAsync(cancellation)).Select(reader => Due(reader, now)).OfType<Occasion>().ToList();
        return due.Count == 0 ? 0 : await WriteAsync(due, now, cancellation);
    }

    private Task<List<Reader>> ReadersAsync(CancellationToken cancellation) => session.Query<Member>()
        .Wanting(DeliveryOccasion.Digest)
        .Where(m => m.DigestFrequency != DigestFrequency.Monthly)
        .Select(m => new Reader(
            m.Id, m.DigestFrequency, m.DigestDay, m.DigestHour, m.DigestPausedUntil, m.DigestChosenAt ?? m.JoinedAt,
            session.Query<Delivery>().Where(d => d.MemberId == m.Id).Max(d => d.NewsUntil)))
        .ToListAsync(cancellation);

    // A run that was missed is made up for by the next one, which tells about all of the time.
    private static Occasion? Due(Reader reader, DateTimeOffset now)
    {
        var rhythm = new DigestRhythm(reader.Frequency, reader.Day, reader.Hour);
        var due = rhythm.LatestDue(now);
        var before = rhythm.LatestDue(due.AddTicks(-1));
        var from = reader.LastUntil ?? (before < reader.ChosenAt ? before : reader.ChosenAt);
        return due <= reader.ChosenAt || due.InBerlin() <= reader.PausedUntil || from >= due ? null : new Occasion(reader.Id, DigestRhythm.PeriodOf(due), from, due);
    }

    private Task<int> WriteAsync(List<Occasion> due, DateTimeOffset now, CancellationToken cancellation) => session.Database.ExecuteSqlAsync(
        $"""
         insert into deliveries (id, member_id, key, news_from, news_until, state, attempts, next_attempt_at, answer)
         select uuidv7(), member_id, period, news_from, news_until, 'Due', 0, {now}, ''
         from unnest({due.Select(d => d.MemberId).ToArray()}, {due.Select(d => d.Period).ToArray()}, {due.Select(d => d.From).ToArray()}, {due.Select(d => d.Until).ToArray()})
             due (member_id, period, news_from, news_until)
         on conflict do nothing
         """,
        cancellation);

    private sealed record Reader(
        Guid Id, DigestFrequency Frequency, int Day, int Hour, DateOnly? PausedUntil, DateTimeOffset ChosenAt, DateTimeOffset? LastUntil);

    private sealed record Occasion(Guid MemberId, string Period, DateTimeOffset From, DateTimeOffset Until);
}
