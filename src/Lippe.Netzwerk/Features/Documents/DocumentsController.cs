using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Components.DocumentList;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>Guides, projects and minutes: lists, pages, writing.</summary>
[Route("{kind:kind}")]
public sealed class DocumentsController(
    IDocumentSession session, Archive archive, NetworkDirectory network, TimeProvider clock) : DocumentAddressController
{
    private static readonly Draft EmptyDraft = new() { Title = "", MunicipalityId = Guid.Empty };

    [HttpGet("")]
    [AllowAnonymous]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Index(DocumentFilter filter, CancellationToken cancellation)
    {
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var documents = await filter.Apply(session.Query<Document>().VisibleTo(Viewer), Kind, Viewer, municipalities)
            .Stats(out var found)
            .ToListAsync(cancellation);
        return View(new DocumentListPage(
            Kind, filter, documents.SelectRows(municipalities), (int)found.TotalResults,
            await network.TopicsAsync(cancellation), municipalities));
    }

    [HttpGet("{slug}")]
    [AllowAnonymous]
    [OutputCache(PolicyName = PageCache.ForVisitors)]
    public async Task<IActionResult> Show(
        string slug, [FromServices] DocumentPages pages, CancellationToken cancellation) =>
        await pages.FindAsync(Viewer, Kind, slug, cancellation) is { } page ? View(page) : NotFound();

    [HttpGet("neu")]
    [WritersOnly]
    public async Task<IActionResult> New(CancellationToken cancellation)
    {
        var own = (await network.MunicipalitiesAsync(cancellation)).SingleOrDefault(m => m.Id == Viewer.MunicipalityId);
        var form = new DocumentForm
        {
            Municipality = own?.Slug ?? "",
            ResponsibleId = Viewer.MemberId,
            ReviewDue = clock.Today().AddYears(1),
        };
        return View(await FormPageAsync(form, null, cancellation));
    }

    [HttpPost("neu")]
    [WritersOnly]
    public async Task<IActionResult> Create(
        DocumentForm form, [FromServices] NewDocuments documents, CancellationToken cancellation)
    {
        if (!await CheckAsync(form, null, cancellation) || form.Preview)
            return View(nameof(New), await FormPageAsync(form, null, cancellation));

        var draft = await DraftAsync(form, EmptyDraft, cancellation);
        var document = await documents.SaveAsync(Kind, draft, form.Note, cancellation);
        Tell($"„{document.Title}“ ist {(document.IsPublished ? "veröffentlicht" : "als Entwurf gespeichert")}.");
        return Redirect(PathTo(document.Slug));
    }

    [HttpGet("{slug}/bearbeiten")]
    [WritersOnly]
    public async Task<IActionResult> Edit(string slug, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();

        var municipalities = await network.MunicipalitiesAsync(cancellation);
        var text = await archive.NewestAsync(document, cancellation);
        return View(await FormPageAsync(
            DocumentForm.From(document, text.Body, municipalities), document, cancellation));
    }

    [HttpPost("{slug}/bearbeiten")]
    [WritersOnly]
    public async Task<IActionResult> Update(string slug, DocumentForm form, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return await GoneAsync(form, cancellation);
        if (!await CheckAsync(form, document, cancellation) || form.Preview)
            return View(nameof(Edit), await FormPageAsync(form, document, cancellation));
        if (form.Version != document.Version)
            return await ConflictAsync(document, form, cancellation);

        try
        {
            var draft = await DraftAsync(form, await archive.DraftAsync(document, cancellation), cancellation);
            if (!await archive.IsChangedAsync(document, draft, cancellation))
                return await UnchangedAsync(document, form, cancellation);
            await archive.SaveAsync(document, draft, form.Note, cancellation);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            session.EjectAllPendingChanges();
            return await FindAsync(slug, cancellation) is { } theirs
                ? await ConflictAsync(theirs, form, cancellation)
                : await GoneAsync(form, cancellation);
        }

        Tell($"Gespeichert als Version {document.Version}.");
        return Redirect(PathTo(slug));
    }

    // Somebody removed it meanwhile: what was typed is not lost with it.
    private async Task<IActionResult> GoneAsync(DocumentForm form, CancellationToken cancellation)
    {
        ModelState.AddModelError(
            "", "Das Dokument gibt es nicht mehr, oder Sie dürfen es nicht mehr ändern. Ihr Text steht noch hier: "
                + "Sie können ihn als neues Dokument speichern.");
        Response.StatusCode = StatusCodes.Status404NotFound;
        return View(nameof(New), await FormPageAsync(form, null, cancellation));
    }

    // A note alone makes no version, and is not lost either.
    private async Task<IActionResult> UnchangedAsync(
        Document document, DocumentForm form, CancellationToken cancellation)
    {
        if (form.Note.Length > 0)
        {
            ModelState.AddModelError(
                nameof(form.Note),
                "Am Dokument ist nichts geändert. Eine Notiz allein macht keine neue Version.");
            return View(nameof(Edit), await FormPageAsync(form, document, cancellation));
        }

        Tell($"Sie haben nichts geändert. Es bleibt bei Version {document.Version}.");
        return Redirect(document.Address());
    }

    private async Task<IActionResult> ConflictAsync(
        Document document, DocumentForm form, CancellationToken cancellation)
    {
        var theirs = await archive.NewestAsync(document, cancellation);
        var mine = await DraftAsync(form, document.ToDraft(theirs.Body), cancellation);
        var page = await FormPageAsync(form, document, cancellation);
        page.Conflict = await EditConflict.DescribeAsync(session, network, document, theirs, mine, cancellation);
        // The next save starts from the version just shown.
        form.Version = document.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(Edit), page);
    }

    private Task<Document?> FindAsync(string slug, CancellationToken cancellation) =>
        AtAddress(session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);

    private async Task<bool> CheckAsync(DocumentForm form, Document? document, CancellationToken cancellation)
    {
        var choices = await ChoicesAsync(cancellation);
        return ModelState.Check(new DocumentFormValidator(choices, Kind, document, clock.Today()), form);
    }

    private async Task<Draft> DraftAsync(DocumentForm form, Draft before, CancellationToken cancellation) =>
        form.ToDraft(Kind, await network.MunicipalitiesAsync(cancellation), before, clock.Today());

    private async Task<DocumentFormPage> FormPageAsync(
        DocumentForm form, Document? document, CancellationToken cancellation) =>
        new(Kind, form, document, await ChoicesAsync(cancellation))
        {
            Returned = document is null ? null : await ReturnedAsync(document, cancellation),
        };

    private async Task<ReleaseStatus?> ReturnedAsync(Document document, CancellationToken cancellation) =>
        document.State == DocumentState.Draft
        && await ReleaseStatus.ReadAsync(session, document, cancellation) is { IsReturned: true } status
            ? status
            : null;

    private Task<DocumentChoices> ChoicesAsync(CancellationToken cancellation) =>
        DocumentChoices.LoadAsync(network, Viewer, cancellation);
}
