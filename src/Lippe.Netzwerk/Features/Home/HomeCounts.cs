using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>How many published documents the viewer may read: by kind, by topic, by municipality.</summary>
public sealed record HomeCounts(
    IReadOnlyDictionary<DocumentKind, int> Kinds, IReadOnlyDictionary<string, int> Topics, IReadOnlyDictionary<Guid, int> Municipalities)
{
    public static async Task<HomeCounts> LoadAsync(IQueryable<Document> published, CancellationToken cancellation) => new(
        await published.GroupBy(d => d.Kind)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation),
        await published.SelectMany(d => d.Topics).GroupBy(topic => topic)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation),
        await published.GroupBy(d => d.MunicipalityId)
            .Select(g => new { g.Key, Count = g.Count() })
            .ToDictionaryAsync(g => g.Key, g => g.Count, cancellation));

    public int Of(DocumentKind kind) => Kinds.GetValueOrDefault(kind);
}
