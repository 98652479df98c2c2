using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.Difference;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Revisions;

/// <summary>The versions of a document, for members: list, old text, comparison, restoring.</summary>
[Route("{kind:kind}/{slug}/versionen")]
public sealed class RevisionsController(IDocumentSession session, Archive archive, NetworkDirectory network)
    : DocumentAddressController
{
    private const int MostShown = 500;

    [HttpGet("")]
    public async Task<IActionResult> Index(string slug, CancellationToken cancellation)
    {
        if (await HeadAsync(slug, cancellation) is not { } head)
            return NotFound();

        var revisions = await session.Query<Revision>()
            .Where(r => r.DocumentId == head.Id)
            .OrderByDescending(r => r.Number)
            .Take(MostShown)
            .Select(r => new { r.Number, r.At, r.AuthorId, r.Note })
            .ToListAsync(cancellation);
        var authors = await NamesAsync(revisions.Select(r => r.AuthorId), cancellation);
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

    [HttpGet("{number:int}/vergleich")]
    public async Task<IActionResult> Compare(
        string slug, int number, [FromQuery(Name = "mit")] int? other, [FromQuery(Name = "ansicht")] string? view,
        CancellationToken cancellation)
    {
        var with = other ?? number - 1;
        if (await HeadAsync(slug, cancellation) is not { } head
            || await FindAsync(head, Math.Min(with, number), cancellation) is not { } before
            || await FindAsync(head, Math.Max(with, number), cancellation) is not { } after)
            return NotFound();

        var difference = TextDiff.Between(before.Source, after.Source);
        return View(new ComparisonPage(head, before, after, difference, view == "nebeneinander"));
    }

    /// <summary>Makes an old version the newest one, as a version of its own.</summary>
    [HttpPost("{number:int}/wiederherstellung")]
    [WritersOnly]
    public async Task<IActionResult> Create(string slug, int number, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        var revision = document is null ? null : await RevisionAsync(document.Id, number, cancellation);
        if (document is null || revision is null)
            return NotFound();

        var draft = await RestoredAsync(document, revision, cancellation);
        await archive.SaveAsync(document, draft, $"Version {number} wiederhergestellt", cancellation);
        Tell($"Version {number} ist wiederhergestellt, als Version {document.Version}.");
        return Redirect(PathTo(slug) + "/versionen");
    }

    private async Task<Draft> RestoredAsync(Document document, Revision revision, CancellationToken cancellation)
    {
        var (file, _) = SourceReader.Read(revision.Source);
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var owner = municipalities.SingleOrDefault(m => m.Slug == file!.MunicipalitySlug);
        return file!.DraftWithUnknownResponsible with
        {
            MunicipalityId = owner is not null && Viewer.MayWriteFor(owner.Id) ? owner.Id : document.MunicipalityId,
            ResponsibleId = document.ResponsibleId,
            // Restoring words must not publish or hide anything.
            State = document.State,
            Visibility = document.Visibility,
        };
    }

    private async Task<RevisedDocument?> HeadAsync(string slug, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().VisibleTo(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        return document is null ? null : new RevisedDocument(document, Viewer.MayWriteFor(document.MunicipalityId));
    }

    private async Task<RevisionText?> FindAsync(RevisedDocument head, int number, CancellationToken cancellation)
    {
        if (await RevisionAsync(head.Id, number, cancellation) is not { } revision)
            return null;
        var authors = await NamesAsync([revision.AuthorId], cancellation);
        return new RevisionText(revision, NameOf(revision.AuthorId, authors));
    }

    private Task<Revision?> RevisionAsync(Guid documentId, int number, CancellationToken cancellation) =>
        session.Query<Revision>()
            .SingleOrDefaultAsync(r => r.DocumentId == documentId && r.Number == number, cancellation);

    private static string? NameOf(Guid? authorId, Dictionary<Guid, string> names) =>
        authorId is { } id ? names[id] : null;

    private async Task<Dictionary<Guid, string>> NamesAsync(IEnumerable<Guid?> ids, CancellationToken cancellation)
    {
        var authors = await session.LoadManyAsync<Member>(cancellation, ids.OfType<Guid>().Distinct().ToArray());
        return authors.ToDictionary(author => author.Id, author => author.Name);
    }
}
