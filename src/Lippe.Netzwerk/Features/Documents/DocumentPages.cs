using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.AdoptionList;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Reads documents as their pages show them.</summary>
public sealed class DocumentPages(
    IQuerySession session, NetworkDirectory network, SimilarDocuments similar, TimeProvider clock)
{
    private const int MostSimilar = 3;

    // One round trip: this page is read more than all others.
    private const string PageSql =
        """
        select row(d.data, d.mt_doc_type, d.mt_version), row(r.data), row(coalesce(m.data ->> 'Name', ''))
        from mt_doc_document d
        join mt_doc_revision r on r.document_id = d.id and r.number = d.mt_version
        left join mt_doc_member m on m.id = d.responsible_id
        where d.kind = ? and d.slug = ?
        """;

    /// <summary>The page at an address; null when there is none that the viewer may see.</summary>
    public async Task<DocumentPage?> FindAsync(
        Viewer viewer, DocumentKind kind, string slug, CancellationToken cancellation)
    {
        var found = await session.AdvancedSql
            .QueryAsync<Document, Revision, string>(PageSql, cancellation, kind.ToString(), slug);
        if (found is not [var (document, text, responsible)] || !viewer.MaySee(document))
            return null;

        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return new DocumentPage(
            document, text, municipalities.Single(m => m.Id == document.MunicipalityId), responsible)
        {
            Concerns = municipalities.SingleOrDefault(m => m.Id == document.ConcernsId),
            MayTakeOver = document.ConcernsId is { } concerned && viewer.MayWriteFor(concerned),
            Similar = await SimilarAsync(document, viewer, cancellation),
            TopicNames = await network.TopicNamesAsync(cancellation),
            MayWrite = viewer.MayWriteFor(document.MunicipalityId),
            MayRemove = viewer.MayRemove(document),
            Release = await ReleaseAsync(document, viewer, cancellation),
            Use = await UseAsync(document, viewer, cancellation),
        };
    }

    private async Task<ProjectUse?> UseAsync(Document document, Viewer viewer, CancellationToken cancellation)
    {
        if (document is not Project { State: DocumentState.Published or DocumentState.Archived } project)
            return null;
        var rows = await session.AdoptionsAsync(project, viewer, network, clock.Today(), cancellation);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var own = municipalities.SingleOrDefault(m => m.Id == viewer.MunicipalityId && !m.IsOrganisation);
        var mayAdopt = viewer.IsWriter && own is not null && rows.All(row => row.Municipality.Id != own.Id);
        return new ProjectUse(project, rows, mayAdopt, viewer.IsCoordinator);
    }

    private async Task<ReleaseStatus?> ReleaseAsync(
        Document document, Viewer viewer, CancellationToken cancellation)
    {
        if (document.State is not (DocumentState.Draft or DocumentState.InReview)
            || !viewer.MayWriteFor(document.MunicipalityId))
            return null;
        var release = await ReleaseStatus.ReadAsync(session, document, cancellation);
        return release.IsReturned || document.State == DocumentState.InReview ? release : null;
    }

    private async Task<IReadOnlyList<DocumentRow>> SimilarAsync(
        Document document, Viewer viewer, CancellationToken cancellation)
    {
        var ids = (await similar.FindAsync(document, cancellation)).ToArray();
        if (ids.Length == 0)
            return [];

        var found = await session.Query<Document>().VisibleTo(viewer)
            .Where(d => d.State == DocumentState.Published && ids.Contains(d.Id))
            .ToListAsync(cancellation);
        return found.OrderBy(d => Array.IndexOf(ids, d.Id)).Take(MostSimilar)
            .SelectRows(await network.MunicipalitiesAsync(cancellation));
    }
}
