using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Removals;

/// <summary>Takes the content out of old versions for good, after a page that says what goes.</summary>
[Route("{kind:kind}/{slug}/versionen/{number:int}/entfernung")]
[CoordinatorsOnly]
public sealed class RevisionRemovalsController(IDocumentSession session, Eraser eraser) : DocumentAddressController
{
    private const string Page = "Removals/Revision";

    [HttpGet("")]
    public async Task<IActionResult> New(string slug, int number, CancellationToken cancellation) =>
        await FindAsync(slug, number, cancellation) is var (document, revision)
            ? Show(document, revision, new RemovalForm { From = number })
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(
        string slug, int number, RemovalForm form, CancellationToken cancellation)
    {
        if (await FindAsync(slug, number, cancellation) is not var (document, revision))
            return NotFound();
        if (!ModelState.Check(new RemovalFormValidator(number), form) || number == document.Version)
            return Show(document, revision, form);

        await eraser.EraseContentAsync(document, form.From!.Value, number, form.Reason!.Value, cancellation);
        Tell(form.From == number
            ? $"Der Inhalt von Version {number} ist entfernt."
            : $"Der Inhalt der Versionen {form.From} bis {number} ist entfernt.");
        return Redirect(PathTo(slug) + "/versionen");
    }

    private async Task<(Document Document, Revision Revision)?> FindAsync(
        string slug, int number, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().VisibleTo(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        var revision = document is null ? null : await session.Query<Revision>().VisibleTo(Viewer)
            .SingleOrDefaultAsync(r => r.DocumentId == document.Id && r.Number == number, cancellation);
        return revision is { IsRemoved: false } ? (document!, revision) : null;
    }

    private ViewResult Show(Document document, Revision revision, RemovalForm form) =>
        View(Page, new RevisionRemovalPage(document, revision, form));
}
