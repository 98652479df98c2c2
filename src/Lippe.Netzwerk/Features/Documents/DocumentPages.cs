using System.Collections.Concurrent;
using System.Linq.Expressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Reads documents as their pages show them; what members read again and again is kept while the database does not change at all.</summary>
public sealed class DocumentPages
{
    // More than a page shows, because a viewer may not see all of them.
    private const int Similar = 8;

    // A few megabytes at most.
    private const int Kept = 200;

    // Built once: building an expression of this size anew for every request costs about as much as the view.
    private static readonly Expression<Func<Document, DocumentPage>> Page = d => new DocumentPage
    {
        Id = d.Id,
        Kind = d is Guide ? DocumentKind.Guide : d is Project ? DocumentKind.Project : DocumentKind.Minutes,
        Slug = d.Slug,
        Title = d.Title,
        Summary = d.Summary,
        Html = d.Html,
        Contents = d.Contents,
        Topics = d.Topics,
        MunicipalityId = d.MunicipalityId,
        Municipality = d.Municipality!.Name,
        MunicipalitySlug = d.Municipality!.Slug,
        ResponsibleId = d.ResponsibleId,
        Responsible = d.Responsible!.Name,
        State = d.State,
        Visibility = d.Visibility,
        ReviewedOn = d.ReviewedOn,
        ReviewDue = d.ReviewDue,
        ChangedAt = d.ChangedAt,
        PublishedAt = d.PublishedAt,
        Version = d.Version,
        Guide = ((Guide)d).Facts,
        Project = ((Project)d).Facts,
        Minutes = ((Minutes)d).Facts,
    };

    private volatile Shelf _shelf = new("");

    /// <summary>The page at an address, or null when there is none that the viewer may see.</summary>
    /// <param name="db">Asked when the page is not kept.</param>
    /// <param name="similar">Asked with it.</param>
    /// <param name="snapshot">The state of the database the viewer was read from; null keeps nothing.</param>
    /// <param name="viewer">Who asks.</param>
    /// <param name="kind">The address's kind.</param>
    /// <param name="slug">The address's name.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<DocumentPage?> FindAsync(
        IDocumentSession session, SimilarDocuments similar, string? snapshot, Viewer viewer, DocumentKind kind, string slug, CancellationToken cancellation)
    {
        var shelf = snapshot is null ? null : ShelfOf(snapshot);
        if (shelf is not null && shelf.Pages.TryGetValue((kind, slug), out var kept))
            return viewer.MaySee(kept) ? kept : null;

        var page = await session.Query<Document>().VisibleTo(viewer)
            .Where(d => d.Kind == kind && d.Slug == slug)
            .Select(Page)
            .SingleOrDefaultAsync(cancellation);
        if (page is not null)
            page = page with { Similar = await SimilarAsync(session, similar, page, cancellation) };
        if (page is not null && shelf?.Pages.Count < Kept)
            shelf.Pages.TryAdd((kind, slug), page);
        return page;
    }

    private static async Task<IReadOnlyList<SimilarDocument>> SimilarAsync(IDocumentSession session, SimilarDocuments similar, DocumentPage page, CancellationToken cancellation)
    {
        var ids = (await similar.FindAsync(page.Id, SearchScope.Everything, Similar, cancellation)).ToArray();
        if (ids.Length == 0)
            return [];
        var found = await session.Query<Document>().Where(d => ids.Contains(d.Id))
            .Select(d => new { d.Id, Document = new SimilarDocument(d is Guide ? DocumentKind.Guide : d is Project ? DocumentKind.Project : DocumentKind.Minutes, d.Slug, d.Title, d.Municipality!.Name, d.State, d.Visibility, d.MunicipalityId, d.ResponsibleId) })
            .ToDictionaryAsync(row => row.Id, row => row.Document, cancellation);
        return [.. ids.Where(found.ContainsKey).Select(id => found[id])];
    }

    // What was read after a snapshot is at least as new as it: a shelf never holds anything older than its label.
    private Shelf ShelfOf(string snapshot)
    {
        var shelf = _shelf;
        if (shelf.Snapshot != snapshot)
            _shelf = shelf = new Shelf(snapshot);
        return shelf;
    }

    private sealed record Shelf(string Snapshot)
    {
        public ConcurrentDictionary<(DocumentKind Kind, string Slug), DocumentPage> Pages { get; } = new();
    }
}
