using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The versions of a document, for members.</summary>
[Route("{kind:kind}/{slug}/versionen")]
public sealed class RevisionsController(IDocumentSession session) : RevisionAddressController(session)
{
    private const int MostShown = 500;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head)
            return NotFound();

        var revisions = await Session.Query<Revision>()
            .Where(r => r.DocumentId == head.Id)
            .OrderByDescending(r => r.Number)
            .Take(MostShown)
            .Select(r => new { r.Number, r.At, r.AuthorId, r.Note })
            .ToListAsync(cancellation);
        var authors = await AuthorsAsync(revisions.Select(r => r.AuthorId), cancellation);
        var rows = revisions.Select(r => new RevisionRow(r.Number, r.At, NameOf(r.AuthorId, authors), r.Note));
        return View(new RevisionListPage(head, [.. rows]));
    }

    [HttpGet("{number:int}")]
    public async Task<IActionResult> Show(string slug, int number, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head
            || await FindAsync(head, number, cancellation) is not { } revision)
            return NotFound();

        var (file, _) = SourceReader.Read(revision.Source);
        return View(new RevisionPage(head, revision, file!.Draft));
    }
}
