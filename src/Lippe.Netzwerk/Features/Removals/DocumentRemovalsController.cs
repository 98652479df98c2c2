using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Removals;

/// <summary>Removes a document for good, after a page that says what goes.</summary>
[Route("{kind:kind}/{slug}/loeschung")]
[WritersOnly]
public sealed class DocumentRemovalsController(IDocumentSession session, Archive archive, Eraser eraser)
    : DocumentAddressController
{
    private const string Page = "Removals/Document";

    [HttpGet("")]
    public async Task<IActionResult> New(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } document
            ? await PageAsync(document, new RemovalForm(), cancellation)
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, RemovalForm form, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } document)
            return NotFound();
        if (document.WasNeverPublished)
            form.Reason = RemovalReason.Draft;
        else if (!ModelState.Check(new RemovalFormValidator(last: null), form))
            return await PageAsync(document, form, cancellation);
        if (form.Version != document.Version)
            return await AskAgainAsync(document, form, cancellation);

        await eraser.EraseAsync(document, form.Reason!.Value, cancellation);
        Tell($"{document.Kind.Singular()} und alle Versionen sind gelöscht.");
        return Redirect(document.Kind.ListAddress());
    }

    private Task<Document?> FindAsync(string slug, CancellationToken cancellation) =>
        AtAddress(session.Query<Document>().RemovableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);

    private async Task<IActionResult> AskAgainAsync(
        Document document, RemovalForm form, CancellationToken cancellation)
    {
        ModelState.AddModelError(
            "", $"Inzwischen gibt es Version {document.Version}. Sehen Sie nach, ob auch sie gelöscht werden soll.");
        Response.StatusCode = StatusCodes.Status409Conflict;
        return await PageAsync(document, form, cancellation);
    }

    private async Task<IActionResult> PageAsync(Document document, RemovalForm form, CancellationToken cancellation)
    {
        var newest = await archive.NewestAsync(document, cancellation);
        var author = newest.AuthorId is { } id ? await session.LoadAsync<Member>(id, cancellation) : null;
        form.Version = document.Version;
        return View(Page, new DocumentRemovalPage(document, author?.Name, form));
    }
}
