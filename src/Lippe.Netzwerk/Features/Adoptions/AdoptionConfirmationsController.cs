using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>A municipality says with one click that its entry still holds.</summary>
[Route("projekte/{slug}/nachnutzung/bestaetigung")]
[WritersOnly]
public sealed class AdoptionConfirmationsController(IDocumentSession session, AdoptionPages pages, TimeProvider clock)
    : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, long version, CancellationToken cancellation)
    {
        // Nobody else can say so for the municipality.
        if (await pages.FindAsync(Viewer, slug, place: null, cancellation) is not { Adoption: { } adoption } page)
            return NotFound();
        var path = $"{page.Project.Address()}#nachnutzung";
        if (adoption.ConfirmedOn == clock.Today())
            return Redirect(path);
        if (adoption.Version != version)
        {
            Warn("Der Eintrag wurde inzwischen geändert. Sehen Sie ihn an, bevor Sie ihn bestätigen.");
            return Redirect(path);
        }

        adoption.Confirm(clock.Today());
        session.Does(adoption, "confirmed");
        session.Change(adoption);
        await session.SaveChangesAsync(cancellation);
        Tell("Danke. In einem halben Jahr fragen wir wieder.");
        return Redirect(path);
    }
}
