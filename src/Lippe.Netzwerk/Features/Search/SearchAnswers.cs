using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers a question with the documents the viewer may see.</summary>
public sealed class SearchAnswers(IDocumentSession session, DocumentSearch search, SearchExcerpts excerpts, NetworkDirectory network, SearchLog log)
{
    private const int MostHeadings = 2;

    /// <summary>One page of hits, best first; without a question, newest first.</summary>
    public async Task<SearchResults> FindAsync(SearchQuery query, SearchForm form, Viewer viewer, CancellationToken cancellation)
    {
        var scope = form.ToScope(viewer, await network.MunicipalitiesAsync(cancellation));
        if (query.IsEmpty)
            return form.IsNarrowed ? await NewestAsync(form, scope, cancellation) : SearchResults.None;

        var found = await search.FindAsync(query.Text, scope, form.ToSlice(query.Typed), cancellation);
        if (form.Number == 1 && !form.IsNarrowed)
            log.Note(query.Text, found.Corrected is null ? found.Ranked.Counts.Total : 0);
        return new SearchResults(await ReadAsync(found, viewer, cancellation), found.Ranked.Counts)
        {
            Corrected = found.Corrected,
            IsWithoutQuotes = found.IsWithoutQuotes,
            HasNoWord = found.Asked.IsEmpty && found.Ranked.Page.Count == 0,
            Synonyms = found.Asked.Synonyms,
        };
    }

    private async Task<SearchResults> NewestAsync(SearchForm form, SearchScope scope, CancellationToken cancellation)
    {
        var newest = await search.NewestAsync(scope, form.ToSlice(""), cancellation);
        var rows = await RowsAsync(newest.Page, scope.Viewer, cancellation);
        return new SearchResults([.. Shown(newest.Page, rows).Select(row => new SearchHit(row, row.Summary))], newest.Counts);
    }

    // Rows and excerpts are read for the hits shown only, once more through the viewer.
    private async Task<IReadOnlyList<SearchHit>> ReadAsync(FoundDocuments found, Viewer viewer, CancellationToken cancellation)
    {
        var rows = await RowsAsync(found.Ranked.Page, viewer, cancellation);
        var texts = await excerpts.ReadAsync(found.Asked, [.. rows.Keys], cancellation);
        return [.. found.Ranked.Page.Where(hit => rows.ContainsKey(hit.Id) && texts.ContainsKey(hit.Id)).Select(hit => new SearchHit(rows[hit.Id], texts[hit.Id].Text)
        {
            Missing = [.. found.Asked.Typed.Where(typed => hit.Missing.Contains(typed.Lexeme)).Select(typed => typed.Word)],
            Headings = [.. texts[hit.Id].Headings.Take(MostHeadings)],
        })];
    }

    private async Task<Dictionary<Guid, DocumentRow>> RowsAsync(
        IReadOnlyList<RankedDocument> page, Viewer viewer, CancellationToken cancellation)
    {
        var ids = page.Select(document => document.Id).ToArray();
        var documents = await session.Query<Document>().VisibleTo(viewer).Where(d => ids.Contains(d.Id)).ToListAsync(cancellation);
        return documents.SelectRows(await network.MunicipalitiesAsync(cancellation)).ToDictionary(row => row.Id);
    }

    private static IEnumerable<DocumentRow> Shown(IReadOnlyList<RankedDocument> page, Dictionary<Guid, DocumentRow> rows) =>
        page.Where(document => rows.ContainsKey(document.Id)).Select(document => rows[document.Id]);
}
