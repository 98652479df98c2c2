using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>How many published documents the viewer may read: by kind, by topic, by municipality.</summary>
public sealed record HomeCounts(
    IReadOnlyDictionary<DocumentKind, int> Kinds,
    IReadOnlyDictionary<string, int> Topics,
    IReadOnlyDictionary<Guid, int> Municipalities)
{
    /// <summary>Counts in the database.</summary>
    /// <param name="session">Asks it.</param>
    /// <param name="published">What the viewer may read.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<HomeCounts> LoadAsync(
        IQuerySession session, IQueryable<Document> published, CancellationToken cancellation)
    {
        var owned = await published.GroupBy(d => new { d.Kind, d.MunicipalityId })
            .Select(g => new { g.Key.Kind, g.Key.MunicipalityId, Count = g.Count() })
            .ToListAsync(cancellation);
        return new HomeCounts(
            owned.AggregateBy(g => g.Kind, 0, (sum, g) => sum + g.Count).ToDictionary(),
            await CountTopicsAsync(session, published, cancellation),
            owned.AggregateBy(g => g.MunicipalityId, 0, (sum, g) => sum + g.Count).ToDictionary());
    }

    // LINQ groups by no part of a list. Who sees what stays the query's own word: its command is asked from.
    private static async Task<Dictionary<string, int>> CountTopicsAsync(
        IQuerySession session, IQueryable<Document> published, CancellationToken cancellation)
    {
        var command = published.Select(d => d.Topics).ToCommand();
        command.CommandText =
            $"""
            select topic, count(*)::int
            from ({command.CommandText.TrimEnd(';')}) published (topics), jsonb_array_elements_text(topics) topic
            group by topic
            """;
        await using var reader = await session.ExecuteReaderAsync(command, cancellation);
        var counts = new Dictionary<string, int>();
        while (await reader.ReadAsync(cancellation))
            counts.Add(reader.GetString(0), reader.GetInt32(1));
        return counts;
    }

    public int Of(DocumentKind kind) => Kinds.GetValueOrDefault(kind);
}
