using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>A municipality says with one click that a project interests it.</summary>
[Route("projekte/{slug}/interesse")]
[WritersOnly]
public sealed class InterestsController(IDocumentSession session, AdoptionPages pages, TimeProvider clock)
    : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string slug, CancellationToken cancellation)
    {
        if (await pages.FindAsync(Viewer, slug, place: null, cancellation) is not { } page)
            return NotFound();
        if (page.Adoption is null)
        {
            var interest = new Adoption { ProjectId = page.Project.Id, MunicipalityId = page.Municipality.Id };
            var facts = new AdoptionFacts { Stage = AdoptionStage.Interested, ContactId = Viewer.MemberId };
            interest.Say(facts, clock.GetUtcNow());
            session.Change(interest);
            await session.SaveChangesAsync(cancellation);
            Tell($"Notiert: {page.Municipality.Name} interessiert sich dafür. Das sehen nur Mitglieder.", UndoOf(page));
        }

        return Redirect($"{page.Project.Address()}#nachnutzung");
    }

    private static Undo UndoOf(AdoptionPage page) =>
        new(page.RemovalPath, new Dictionary<string, string> { ["version"] = "1" });
}
