using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Data.Searching;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Answers a question with the documents the viewer may see.</summary>
public sealed class SearchAnswers(HubDbContext db, SearchRanking ranking)
{
    // With fewer documents that hold all words, others that hold most of them help.
    private const int FewHits = 5;

    /// <summary>One page of hits, best first; without a question, newest first.</summary>
    public async Task<SearchResults> FindAsync(SearchQuery query, SearchForm form, Viewer viewer, CancellationToken cancellation)
    {
        var fitting = form.Narrow(db.Documents.AsNoTracking().VisibleTo(viewer), viewer);
        if (query.IsEmpty)
            return form.IsNarrowed ? await NewestAsync(form, fitting, cancellation) : SearchResults.None;

        var asked = await ranking.UnderstandAsync(query.Text, cancellation);
        var results = await AnswerAsync(asked, form, fitting, cancellation);
        if (results.Total > 0 || form.Number > 1 || await ranking.CorrectAsync(asked, fitting, cancellation) is not { } corrected)
            return results;
        var better = await AnswerAsync(await ranking.UnderstandAsync(corrected, cancellation), form, fitting, cancellation);
        return better.Total > 0 ? better with { Corrected = corrected } : results;
    }

    private static async Task<SearchResults> NewestAsync(SearchForm form, IQueryable<Document> fitting, CancellationToken cancellation)
    {
        var newest = form.OfKind(fitting).OrderByDescending(d => d.PublishedAt ?? d.ChangedAt).ThenByDescending(d => d.Id);
        var rows = await newest.Skip((form.Number - 1) * SearchForm.PageSize).Take(SearchForm.PageSize).SelectRows().ToListAsync(cancellation);
        return new SearchResults([.. rows.Select(row => new SearchHit(row, row.Summary))], await CountByKindAsync(fitting, cancellation));
    }

    private async Task<SearchResults> AnswerAsync(AskedWords asked, SearchForm form, IQueryable<Document> fitting, CancellationToken cancellation)
    {
        if (asked.IsEmpty)
            return SearchResults.None;

        var results = new SearchResults([], await CountByKindAsync(ranking.MatchingAll(fitting, asked), cancellation)) { Synonyms = asked.Synonyms };
        var total = Words.KindOfPath(form.Kind) is { } kind ? results.CountOf(kind) : results.Total;
        var skip = (form.Number - 1) * SearchForm.PageSize;
        var withOthers = skip == 0 && total < FewHits;
        var best = await ranking.BestAsync(asked, form.OfKind(fitting), skip + SearchForm.PageSize, onlyAll: !withOthers, cancellation);
        var hits = await ReadAsync(fitting, asked, [.. best.Skip(skip)], cancellation);
        return results with { Hits = [.. hits.Where(hit => hit.HasAll)], Others = [.. hits.Where(hit => !hit.HasAll).Take(FewHits)] };
    }

    private static async Task<IReadOnlyDictionary<DocumentKind, int>> CountByKindAsync(IQueryable<Document> documents, CancellationToken cancellation) =>
        await documents.GroupBy(d => EF.Property<DocumentKind>(d, "kind")).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);

    // Excerpts are made for the hits shown only.
    private async Task<IReadOnlyList<SearchHit>> ReadAsync(
        IQueryable<Document> fitting, AskedWords asked, IReadOnlyList<RankedDocument> best, CancellationToken cancellation)
    {
        var ids = best.Select(document => document.Id).ToArray();
        var rows = await fitting.Where(d => ids.Contains(d.Id)).SelectRows().ToDictionaryAsync(row => row.Id, cancellation);
        var excerpts = await ranking.ExcerptsAsync(asked, ids, cancellation);
        return [.. best.Where(document => rows.ContainsKey(document.Id)).Select(document =>
            new SearchHit(rows[document.Id], excerpts.GetValueOrDefault(document.Id, "")) { HasAll = document.HasAll })];
    }
}
