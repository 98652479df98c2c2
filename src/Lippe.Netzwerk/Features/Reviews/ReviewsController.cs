using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Reviews;

/// <summary>Confirms that a document is still right, and asks again in a year.</summary>
[Route("{kind:kind}/{slug}/pruefung")]
[WritersOnly]
public sealed class ReviewsController(IDocumentSession session, Archive archive, TimeProvider clock) : DocumentAddressController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, CancellationToken cancellation)
    {
        var document = await AtAddress(session.Query<Document>().WritableBy(Viewer), slug).SingleOrDefaultAsync(cancellation);
        if (document is null)
            return NotFound();

        var today = clock.Today();
        try
        {
            if (document.ReviewedOn != today || document.ReviewDue is null)
                await archive.SaveAsync(document, document.ReviewedDraft(today), Viewer.MemberId, "Inhalt geprüft", cancellation);
            Tell($"Danke. Geprüft am {today.LongDay()}, die nächste Prüfung ist am {document.ReviewDue!.Value.LongDay()} fällig.");
        }
        catch (ConcurrencyException)
        {
            Warn("In diesem Moment hat jemand anderes gespeichert. Prüfen Sie bitte die neue Version.");
        }

        return Redirect(PathTo(slug));
    }
}
