using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// What a viewer may find, as a filter: <see cref="DocumentQueries.MaySee"/> in the words of the index. An index keeps
/// the filters of those who asked it last.
/// </summary>
internal sealed class Rights
{
    // A filter keeps one bit for each document.
    private const int MostKept = 200;

    private readonly ConcurrentDictionary<Viewer, Filter> _kept = new();

    /// <summary>The filter of a viewer; null for whoever sees everything.</summary>
    public Filter? Of(Viewer viewer)
    {
        if (viewer.IsCoordinator)
            return null;
        if (_kept.Count >= MostKept)
            _kept.Clear();
        return _kept.GetOrAdd(viewer, asking => new CachingWrapperFilter(new QueryWrapperFilter(Seen(asking))));
    }

    private static Query Seen(Viewer viewer)
    {
        var finished = QueryOf.Any([In(DocumentState.Published), In(DocumentState.Archived)]);
        if (!viewer.IsSignedIn)
            return QueryOf.All([finished, For(Visibility.Public)]);

        var own = QueryOf.Term(IndexFields.NameOf(Facet.Municipality), viewer.MunicipalityId ?? Guid.Empty);
        var shared = QueryOf.Any([For(Visibility.Public), For(Visibility.Network), own]);
        var mine = QueryOf.Term(IndexFields.Responsible, viewer.MemberId!.Value);
        var seen = QueryOf.Any([mine, QueryOf.All([finished, shared])]);
        if (viewer.IsWriter)
        {
            var unfinished = QueryOf.Any([In(DocumentState.Draft), In(DocumentState.InReview)]);
            seen.Add(QueryOf.All([unfinished, own]), Occur.SHOULD);
        }

        return seen;
    }

    private static Query In(DocumentState state) => QueryOf.Term(IndexFields.NameOf(Facet.State), state);

    private static Query For(Visibility visibility) => QueryOf.Term(IndexFields.Visibility, visibility);
}
