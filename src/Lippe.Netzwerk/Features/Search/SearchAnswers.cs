using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers a search with the documents the viewer may see.</summary>
public sealed class SearchAnswers(
    IDocumentSession session, DocumentSearch search, NetworkDirectory network, SearchLog log)
{
    /// <summary>One page of hits, best first; without a word, newest first.</summary>
    public async Task<SearchResults> FindAsync(
        SearchQuery query, SearchForm form, Viewer viewer, CancellationToken cancellation)
    {
        var scope = form.ToScope(viewer, await network.MunicipalitiesAsync(cancellation));
        if (query.IsEmpty)
            return form.IsNarrowed ? await NewestAsync(form, scope, cancellation) : SearchResults.None;

        var found = await search.FindAsync(query.Text, scope, form.ToSlice(query.Typed), cancellation);
        if (form.Number == 1 && !form.IsNarrowed)
            log.Note(query.Text, found.Corrected is null ? found.Counts.Total : 0);
        return new SearchResults(await HitsAsync(found, viewer, cancellation), found);
    }

    private async Task<SearchResults> NewestAsync(SearchForm form, SearchScope scope, CancellationToken cancellation)
    {
        var newest = await search.NewestAsync(scope, form.ToSlice(""), cancellation);
        return new SearchResults(await HitsAsync(newest, scope.Viewer, cancellation), newest);
    }

    // Rows are read for the hits shown only, once more through the viewer.
    private async Task<IReadOnlyList<SearchHit>> HitsAsync(
        FoundDocuments found, Viewer viewer, CancellationToken cancellation)
    {
        var ids = found.Page.Select(hit => hit.Id).ToArray();
        var documents = await session.Query<Document>().VisibleTo(viewer)
            .Where(d => ids.Contains(d.Id)).ToListAsync(cancellation);
        var rows = documents.SelectRows(await network.MunicipalitiesAsync(cancellation)).ToDictionary(row => row.Id);
        return [.. found.Page.Where(hit => rows.ContainsKey(hit.Id)).Select(hit => new SearchHit(rows[hit.Id], hit))];
    }
}
