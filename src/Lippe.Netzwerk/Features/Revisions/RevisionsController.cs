using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The versions of a document, for members.</summary>
[Route("{kind:kind}/{slug}/versionen")]
public sealed class RevisionsController(IDocumentSession session) : RevisionAddressController(session)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head)
            return NotFound();

        var revisions = await Session.Query<Revision>().VisibleTo(Viewer)
            .Where(r => r.DocumentId == head.Id)
            .OrderByDescending(r => r.Number)
            .Take(RevisionListPage.MostRows)
            .Select(r => new { r.Number, r.At, r.AuthorId, r.Note, r.Head })
            .ToListAsync(cancellation);
        var authors = await AuthorsAsync(revisions.Select(r => r.AuthorId), cancellation);
        var rows = revisions.Select(r =>
            new RevisionRow(r.Number, r.At, NameOf(r.AuthorId, authors), r.Note, IsRemoved: r.Head.Length == 0));
        return View(new RevisionListPage(head, [.. rows], Viewer.IsCoordinator));
    }

    [HttpGet("{number:int}")]
    public async Task<IActionResult> Show(string slug, int number, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head
            || await FindAsync(head, number, cancellation) is not { } revision)
            return NotFound();
        if (revision.IsRemoved)
            return await RemovedAsync(head, number, cancellation);

        var (file, _) = SourceReader.Read(revision.Source);
        return View(new RevisionPage(head, revision, file!.Draft));
    }

    private async Task<IActionResult> RemovedAsync(RevisedDocument head, int number, CancellationToken cancellation)
    {
        var removal = await Session.Query<Removal>()
            .FirstAsync(r => r.DocumentId == head.Id && r.Number == number, cancellation);
        var removers = await AuthorsAsync([removal.MemberId], cancellation);
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Removed", new RemovedRevisionPage(head, removal, NameOf(removal.MemberId, removers)));
    }
}
