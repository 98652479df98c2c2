using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>The search itself: PostgreSQL's German full text over documents the viewer may see.</summary>
internal static class SearchHits
{
    // Weights of body, nothing, summary and topics, title.
    private static readonly float[] Weights = [0.1f, 0.2f, 0.5f, 1.0f];

    // 1: rank divided by 1 + log of the length. 4 would ask for close words, which a stripped vector lacks.
    private const NpgsqlTsRankingNormalization Normalization = NpgsqlTsRankingNormalization.DivideBy1PlusLogLength;

    // Marks that no text contains; the page turns them into <mark> and an ellipsis.
    private const string HeadlineOptions = "StartSel=\u0001,StopSel=\u0002,MaxFragments=2,MaxWords=28,MinWords=10,FragmentDelimiter=\u0003";

    // A headline is made from the beginning of a long text only: parsing megabytes would cost seconds.
    private const int HeadlineText = 60_000;

    /// <summary>The documents a query matches; all of them for an empty query.</summary>
    public static IQueryable<Document> Matching(this IQueryable<Document> documents, HubDbContext db, SearchQuery query) => query.IsEmpty
        ? documents
        : documents.Where(d => db.SearchEntries.Any(e => e.DocumentId == d.Id && e.Vector.Matches(EF.Functions.WebSearchToTsQuery("german", query.Text))));

    /// <summary>How many there are of each kind.</summary>
    public static async Task<IReadOnlyDictionary<DocumentKind, int>> CountByKindAsync(this IQueryable<Document> documents, CancellationToken cancellation) =>
        await documents.GroupBy(d => EF.Property<DocumentKind>(d, "kind")).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);

    /// <summary>One page of hits, best first; without a query, newest first.</summary>
    public static async Task<IReadOnlyList<SearchHit>> HitsAsync(
        this IQueryable<Document> documents, HubDbContext db, SearchQuery query, int page, CancellationToken cancellation)
    {
        var skip = (Math.Clamp(page, 1, 10_000) - 1) * SearchForm.PageSize;
        if (query.IsEmpty)
        {
            var newest = documents.OrderByDescending(d => d.PublishedAt ?? d.ChangedAt).ThenByDescending(d => d.Id);
            var rows = await newest.Skip(skip).Take(SearchForm.PageSize).SelectRows().ToListAsync(cancellation);
            return [.. rows.Select(row => new SearchHit(row, row.Summary))];
        }

        var ids = await (
            from d in documents
            join e in db.SearchEntries on d.Id equals e.DocumentId
            let asked = EF.Functions.WebSearchToTsQuery("german", query.Text)
            where e.Vector.Matches(asked)
            orderby e.Vector.Rank(Weights, asked, Normalization) descending, d.PublishedAt descending, d.Id
            select d.Id).Skip(skip).Take(SearchForm.PageSize).ToListAsync(cancellation);
        return await ReadAsync(documents, db, query, ids, cancellation);
    }

    // Excerpts are made for the hits shown only.
    private static async Task<IReadOnlyList<SearchHit>> ReadAsync(
        IQueryable<Document> documents, HubDbContext db, SearchQuery query, List<Guid> ids, CancellationToken cancellation)
    {
        var rows = await documents.Where(d => ids.Contains(d.Id)).SelectRows().ToDictionaryAsync(row => row.Id, cancellation);
        var excerpts = await db.SearchEntries
            .Where(e => ids.Contains(e.DocumentId))
            .Select(e => new
            {
                e.DocumentId,
                Excerpt = EF.Functions.WebSearchToTsQuery("german", query.Text).GetResultHeadline("german", e.Text.Substring(0, HeadlineText), HeadlineOptions),
            })
            .ToDictionaryAsync(e => e.DocumentId, e => e.Excerpt, cancellation);
        return [.. ids.Where(rows.ContainsKey).Select(id => new SearchHit(rows[id], excerpts.GetValueOrDefault(id, "")))];
    }
}
