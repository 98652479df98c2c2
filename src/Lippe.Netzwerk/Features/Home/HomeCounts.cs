using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Home;

/// <summary>How many published documents the viewer may read: by kind, by topic, by municipality.</summary>
public sealed record HomeCounts(
    IReadOnlyDictionary<DocumentKind, int> Kinds,
    IReadOnlyDictionary<string, int> Topics,
    IReadOnlyDictionary<Guid, int> Municipalities)
{
    // Three words of each document are read once and counted here, so that who sees what is said in one place only.
    public static async Task<HomeCounts> LoadAsync(IQueryable<Document> published, CancellationToken cancellation)
    {
        var documents = await published
            .Select(d => new { d.Kind, d.Topics, d.MunicipalityId })
            .ToListAsync(cancellation);
        return new HomeCounts(
            documents.CountBy(d => d.Kind).ToDictionary(),
            documents.SelectMany(d => d.Topics).CountBy(topic => topic).ToDictionary(),
            documents.CountBy(d => d.MunicipalityId).ToDictionary());
    }

    public int Of(DocumentKind kind) => Kinds.GetValueOrDefault(kind);
}
