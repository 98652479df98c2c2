using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.DocumentStates;

/// <summary>Moves a document on its way: to review, to the readers, to the archive and back.</summary>
[Route("{kind:kind}/{slug}/stand")]
[WritersOnly]
public sealed class DocumentStatesController(IDocumentSession session, Archive archive, TimeProvider clock)
    : DocumentAddressController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(
        string slug, [FromForm(Name = "stand")] DocumentState state, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();
        if (!ModelState.IsValid || !Enum.IsDefined(state))
            return BadRequest();
        if (state == DocumentState.Published && !document.IsComplete)
        {
            Warn(
                $"Zum Veröffentlichen fehlt noch die Zusammenfassung{(document is Minutes ? ", das Datum" : "")} "
                + "oder der Text. Ergänzen Sie das unter „Bearbeiten“.");
            return Redirect(PathTo(slug));
        }

        // A second click finds the document where it should be.
        if (document.State != state)
            await MoveAsync(document, state, cancellation);
        return Redirect(PathTo(slug));
    }

    private async Task MoveAsync(Document document, DocumentState state, CancellationToken cancellation)
    {
        var draft = await archive.DraftAsync(document, cancellation) with
        {
            State = state,
            ReviewedOn = state == DocumentState.Published ? clock.Today() : document.ReviewedOn,
        };
        await archive.SaveAsync(document, draft, $"Stand: {state.Word()}", cancellation);
        Tell($"„{document.Title}“: {state.Word()}.");
    }
}
