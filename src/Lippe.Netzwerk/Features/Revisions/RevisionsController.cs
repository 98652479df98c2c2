using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The versions of a document, for members: list, old text, comparison, restoring.</summary>
[Route("{kind:kind}/{slug}/versionen")]
public sealed class RevisionsController(IDocumentSession session, Archive archive) : DocumentAddressController
{
    private const int MostShown = 500;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head)
            return NotFound();

        var rows = await session.Query<Revision>()
            .Where(r => r.DocumentId == head.Id)
            .OrderByDescending(r => r.Number)
            .Take(MostShown)
            .Select(r => new RevisionRow(r.Number, r.At, r.AuthorId, r.Author!.Name, r.Note))
            .ToListAsync(cancellation);
        return View(new RevisionListPage(head, rows));
    }

    [HttpGet("{number:int}")]
    public async Task<IActionResult> Show(string slug, int number, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head || await FindAsync(head, number, cancellation) is not { } revision)
            return NotFound();

        var (file, _) = SourceReader.Read(revision.Source);
        return View(new RevisionPage(head, revision, file!.Draft, MarkdownRenderer.Render(file.Draft.Body).Html));
    }

    [HttpGet("{number:int}/vergleich")]
    public async Task<IActionResult> Compare(string slug, int number, [FromQuery(Name = "mit")] int? other, [FromQuery(Name = "ansicht")] string? view, CancellationToken cancellation)
    {
        var with = other ?? number - 1;
        if (await HeadAsync(slug, cancellation) is not { } head
            || await FindAsync(head, Math.Min(with, number), cancellation) is not { } before
            || await FindAsync(head, Math.Max(with, number), cancellation) is not { } after)
            return NotFound();

        return View(new ComparisonPage(head, before, after, TextDiff.Between(before.Source, after.Source), view == "nebeneinander"));
    }

    /// <summary>Makes an old version the newest one, as a version of its own.</summary>
    [HttpPost("{number:int}/wiederherstellung")]
    [WritersOnly]
    public async Task<IActionResult> Create(string slug, int number, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);
        var revision = document is null ? null : await session.Query<Revision>().SingleOrDefaultAsync(r => r.DocumentId == document.Id && r.Number == number, cancellation);
        if (document is null || revision is null)
            return NotFound();

        var (file, _) = SourceReader.Read(revision.Source);
        var owner = await session.Query<Municipality>().SingleOrDefaultAsync(m => m.Slug == file!.MunicipalitySlug, cancellation);
        var draft = file!.DraftWithUnknownResponsible with
        {
            MunicipalityId = owner is not null && Viewer.MayWriteFor(owner.Id) ? owner.Id : document.MunicipalityId,
            ResponsibleId = document.ResponsibleId,
            // Restoring words must not publish or hide anything.
            State = document.State,
            Visibility = document.Visibility,
        };
        try
        {
            await archive.SaveAsync(document, draft, Viewer.MemberId, $"Version {number} wiederhergestellt", cancellation);
            Tell($"Version {number} ist wiederhergestellt, als Version {document.Version}.");
        }
        catch (ConcurrencyException)
        {
            Warn("In diesem Moment hat jemand anderes gespeichert. Nichts wurde wiederhergestellt; sehen Sie sich die neue Version an.");
        }

        return Redirect(PathTo(slug) + "/versionen");
    }

    private Task<RevisedDocument?> HeadAsync(string slug, CancellationToken cancellation)
    {
        var viewer = Viewer;
        return AtAddress(session.Query<Document>().VisibleTo(viewer), slug)
            .Select(d => new RevisedDocument(d.Id, Kind, d.Slug, d.Title, d.Version, viewer.IsCoordinator || (viewer.IsWriter && d.MunicipalityId == viewer.MunicipalityId)))
            .SingleOrDefaultAsync(cancellation);
    }

    private Task<RevisionText?> FindAsync(RevisedDocument head, int number, CancellationToken cancellation) => session.Query<Revision>()
        .Where(r => r.DocumentId == head.Id && r.Number == number)
        .Select(r => new RevisionText(r.Number, r.At, r.Author!.Name, r.Note, r.Source))
        .SingleOrDefaultAsync(cancellation);
}
