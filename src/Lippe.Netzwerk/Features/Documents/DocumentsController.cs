using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Guides, projects and minutes: lists, pages, writing.</summary>
[Route("{kind:kind}")]
public sealed class DocumentsController(IDocumentSession session, Archive archive, NetworkDirectory network, TimeProvider clock) : DocumentAddressController
{
    private const int MostSimilar = 3;

    [HttpGet("")]
    [AllowAnonymous]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(DocumentFilter filter, CancellationToken cancellation)
    {
        var found = filter.Apply(session.Query<Document>().VisibleTo(Viewer), Kind, Viewer);
        var total = await found.CountAsync(cancellation);
        var rows = await filter.Page(found, Kind).SelectRows().ToListAsync(cancellation);
        return View(new DocumentListPage(
            Kind, filter, rows, total, await network.TopicsAsync(cancellation), await network.MunicipalitiesAsync(cancellation)));
    }

    [HttpGet("{slug}")]
    [AllowAnonymous]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(string slug, [FromServices] DocumentPages pages, [FromServices] SimilarDocuments similar, CancellationToken cancellation)
    {
        var page = await pages.FindAsync(session, similar, HttpContext.DataSnapshot(), Viewer, Kind, slug, cancellation);
        return page is null ? NotFound() : View(page with
        {
            MayWrite = Viewer.MayWriteFor(page.MunicipalityId),
            TopicNames = await network.TopicNamesAsync(cancellation),
            Similar = [.. page.Similar.Where(other => other.State == DocumentState.Published && Viewer.MaySee(other)).Take(MostSimilar)],
        });
    }

    [HttpGet("neu")]
    [WritersOnly]
    public async Task<IActionResult> New(CancellationToken cancellation)
    {
        var own = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Id == Viewer.MunicipalityId);
        var form = new DocumentForm { Municipality = own?.Slug ?? "", ResponsibleId = Viewer.MemberId, ReviewDue = clock.Today().AddYears(1) };
        return View(await FormPageAsync(form, null, cancellation));
    }

    [HttpPost("neu")]
    [WritersOnly]
    public async Task<IActionResult> Create(DocumentForm form, CancellationToken cancellation)
    {
        if (!await CheckAsync(form, mustStayComplete: false, cancellation) || form.Preview)
            return View(nameof(New), await FormPageAsync(form, null, cancellation));

        var draft = form.ToDraft(Kind, await MunicipalityAsync(form, cancellation), EmptyDraft, clock.Today());
        var document = await CreateAsync(draft, form.Note, cancellation);
        Tell(document.IsPublished ? $"„{document.Title}“ ist veröffentlicht." : $"„{document.Title}“ ist als Entwurf gespeichert.");
        return Redirect(PathTo(document.Slug));
    }

    [HttpGet("{slug}/bearbeiten")]
    [WritersOnly]
    public async Task<IActionResult> Edit(string slug, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().Include(d => d.Municipality).WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);
        return document is null ? NotFound() : View(await FormPageAsync(DocumentForm.From(document), document, cancellation));
    }

    [HttpPost("{slug}/bearbeiten")]
    [WritersOnly]
    public async Task<IActionResult> Update(string slug, DocumentForm form, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().Include(d => d.Municipality).WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();
        // An imported file may be published without a summary; it can be mended all the same.
        var mustStayComplete = document is { IsPublished: true, Summary.Length: > 0, Body.Length: > 0 };
        if (!await CheckAsync(form, mustStayComplete, cancellation) || form.Preview)
            return View(nameof(Edit), await FormPageAsync(form, document, cancellation));
        if (form.Version != document.Version)
            return await ConflictAsync(slug, form, cancellation);

        try
        {
            var draft = form.ToDraft(Kind, await MunicipalityAsync(form, cancellation), document.ToDraft(), clock.Today());
            await archive.SaveAsync(document, draft, Viewer.MemberId, form.Note, cancellation);
        }
        catch (ConcurrencyException e) when (e is ConcurrencyException || IsTaken(e))
        {
            return await ConflictAsync(slug, form, cancellation);
        }

        Tell($"Gespeichert als Version {document.Version}.");
        return Redirect(PathTo(slug));
    }

    private static readonly Draft EmptyDraft = new() { Title = "", MunicipalityId = Guid.Empty };

    private static bool IsTaken(ConcurrencyException e) => e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Two documents of one title get addresses that differ in a number; a race for the same number is run again.
    private async Task<Document> CreateAsync(Draft draft, string note, CancellationToken cancellation)
    {
        while (true)
        {
            var document = Document.Create(Kind, await FreeSlugAsync(draft.Title, cancellation));
            try
            {
                await archive.SaveAsync(document, draft, Viewer.MemberId, note, cancellation);
                return document;
            }
            catch (ConcurrencyException e) when (IsTaken(e))
            {
                session.ChangeTracker.Clear();
            }
        }
    }

    private async Task<string> FreeSlugAsync(string title, CancellationToken cancellation)
    {
        var wanted = Slug.Of(title);
        var kind = Kind;
        var taken = await session.Query<Document>()
            .Where(d => d.Kind == kind && d.Slug.StartsWith(wanted))
            .Select(d => d.Slug)
            .ToHashSetAsync(cancellation);
        // The address of the form for a new document is not free.
        taken.Add("neu");
        var slug = wanted;
        for (var n = 2; taken.Contains(slug); n++)
            slug = $"{wanted}-{n}";
        return slug;
    }

    private async Task<IActionResult> ConflictAsync(string slug, DocumentForm form, CancellationToken cancellation)
    {
        session.ChangeTracker.Clear();
        var theirs = await AtAddress(session.Query<Document>().Include(d => d.Municipality).WritableBy(Viewer), slug).SingleAsync(cancellation);
        var mine = form.ToDraft(Kind, await MunicipalityAsync(form, cancellation), theirs.ToDraft(), clock.Today());
        var page = await FormPageAsync(form, theirs, cancellation);
        page.Conflict = await EditConflict.DescribeAsync(session, network, theirs, mine, cancellation);
        // The next save starts from the version just shown.
        ModelState.Remove(nameof(DocumentForm.Version));
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(Edit), page);
    }

    private async Task<bool> CheckAsync(DocumentForm form, bool mustStayComplete, CancellationToken cancellation)
    {
        var choices = await ChoicesAsync(cancellation);
        return ModelState.Check(new DocumentFormValidator(choices, mustStayComplete), form);
    }

    private async Task<Municipality> MunicipalityAsync(DocumentForm form, CancellationToken cancellation) =>
        (await network.MunicipalitiesAsync(cancellation)).Single(m => m.Slug == form.Municipality);

    private async Task<DocumentFormPage> FormPageAsync(DocumentForm form, Document? document, CancellationToken cancellation) =>
        new(Kind, form, document, await ChoicesAsync(cancellation));

    private Task<DocumentChoices> ChoicesAsync(CancellationToken cancellation) =>
        DocumentChoices.LoadAsync(session, network, Viewer, cancellation);
}
