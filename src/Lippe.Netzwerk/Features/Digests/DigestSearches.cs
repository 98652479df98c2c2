using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Which news the searches find that members keep.</summary>
public sealed class DigestSearches
{
    private static readonly HashSet<Guid> Nothing = [];

    private readonly Dictionary<Guid, HashSet<Guid>> _found;

    private DigestSearches(Dictionary<Guid, HashSet<Guid>> found) => _found = found;

    /// <summary>Asks each text once, however many members keep it.</summary>
    public static async Task<DigestSearches> ReadAsync(DigestSources sources, CancellationToken cancellation)
    {
        var items = sources.News;
        var found = new Dictionary<Guid, HashSet<Guid>>();
        var searches = await KeptAsync(sources, cancellation);
        if (searches.Count == 0)
            return new DigestSearches(found);

        using var documents = await MatchingDocuments.AmongAsync(
            sources.Reading, [.. items.Select(item => item.Id)], cancellation);
        foreach (var alike in searches.GroupBy(kept => kept.Text))
        {
            var matching = documents.Of(alike.Key);
            foreach (var kept in alike)
            {
                if (!found.TryGetValue(kept.MemberId, out var own))
                    found[kept.MemberId] = own = [];
                own.UnionWith(
                    items.Where(item => matching.Contains(item.Id) && Fits(kept, item)).Select(item => item.Id));
            }
        }

        return new DigestSearches(found);
    }

    /// <summary>The documents that the searches of a reader find; none for a visitor.</summary>
    public IReadOnlySet<Guid> Of(DigestReader reader) =>
        reader.Viewer.MemberId is { } id && _found.TryGetValue(id, out var own) ? own : Nothing;

    // A search costs an index of all that happened: none is asked for nobody.
    private static async Task<IReadOnlyList<SavedSearch>> KeptAsync(
        DigestSources sources, CancellationToken cancellation)
    {
        var kept = sources.Session.Query<SavedSearch>();
        return sources switch
        {
            { News.Count: 0 } => [],
            { Reader: null } => await kept.ToListAsync(cancellation),
            { Reader.Viewer.MemberId: { } id } => await kept.Where(s => s.MemberId == id).ToListAsync(cancellation),
            _ => [],
        };
    }

    private static bool Fits(SavedSearch kept, NewsItem item) =>
        (kept.Kind is null || kept.Kind == item.Kind)
        && (kept.Topic is null || item.Topics.Contains(kept.Topic))
        && (kept.MunicipalityId is null || kept.MunicipalityId == item.MunicipalityId)
        && (kept.ConcernsId is null || kept.ConcernsId == item.ConcernsId);
}
