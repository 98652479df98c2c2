using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>What a viewer may find, as a filter: <see cref="DocumentQueries.MaySee"/> in the words of the index.</summary>
internal static class Rights
{
    // A filter keeps one bit for each document.
    private const int MostKept = 200;

    private static readonly ConcurrentDictionary<Viewer, Filter> Kept = new();

    /// <summary>The filter of a viewer; null for whoever sees everything.</summary>
    public static Filter? Of(Viewer viewer)
    {
        if (viewer.IsCoordinator)
            return null;
        if (Kept.Count >= MostKept)
            Kept.Clear();
        return Kept.GetOrAdd(viewer, asking => new CachingWrapperFilter(new QueryWrapperFilter(Seen(asking))));
    }

    private static BooleanQuery Seen(Viewer viewer)
    {
        var finished = QueryOf.Any([Is(IndexFields.State, DocumentState.Published), Is(IndexFields.State, DocumentState.Archived)]);
        if (!viewer.IsSignedIn)
            return QueryOf.All([finished, Is(IndexFields.Visibility, Visibility.Public)]);

        var own = Id(IndexFields.Municipality, viewer.MunicipalityId ?? Guid.Empty);
        var shared = QueryOf.Any([Is(IndexFields.Visibility, Visibility.Public), Is(IndexFields.Visibility, Visibility.Network), own]);
        var seen = QueryOf.Any([Id(IndexFields.Responsible, viewer.MemberId!.Value), QueryOf.All([finished, shared])]);
        if (viewer.IsWriter)
        {
            var unfinished = QueryOf.Any([Is(IndexFields.State, DocumentState.Draft), Is(IndexFields.State, DocumentState.InReview)]);
            seen.Add(QueryOf.All([unfinished, own]), Occur.SHOULD);
        }

        return seen;
    }

    private static TermQuery Is<T>(string field, T value)
        where T : struct, Enum => new(new Term(field, value.ToString()));

    private static TermQuery Id(string field, Guid id) => new(new Term(field, IndexFields.IdOf(id)));
}
