using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Reviews;

/// <summary>Confirms that a document is still right, and asks again in a year.</summary>
[Route("{kind:kind}/{slug}/pruefung")]
[WritersOnly]
public sealed class ReviewsController(IDocumentSession session, Archive archive, TimeProvider clock)
    : DocumentAddressController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug)
            .SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();

        await ConfirmAsync(document, clock.Today(), cancellation);
        return Redirect(PathTo(slug));
    }

    private async Task ConfirmAsync(Document document, DateOnly today, CancellationToken cancellation)
    {
        // A second click finds it confirmed.
        if (document.ReviewedOn != today || document.ReviewDue is null)
        {
            var draft = await archive.DraftAsync(document, cancellation);
            await archive.SaveAsync(document, draft.Reviewed(today), "Inhalt geprüft", cancellation);
        }

        Tell($"Danke. Geprüft am {today.LongDay()}, "
            + $"die nächste Prüfung ist am {document.ReviewDue!.Value.LongDay()} fällig.");
    }
}
