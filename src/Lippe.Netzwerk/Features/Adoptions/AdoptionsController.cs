using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>What a municipality says of its use of a project: its own officer, or a coordinator for it.</summary>
[Route("projekte/{slug}/nachnutzung")]
[WritersOnly]
public sealed class AdoptionsController(IDocumentSession session, AdoptionPages pages, TimeProvider clock)
    : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(
        string slug, [FromQuery(Name = "kommune")] string? place, CancellationToken cancellation)
    {
        if (await pages.FindAsync(Viewer, slug, place, cancellation) is { } page)
            return View(page);
        // Who coordinates may belong to no municipality.
        return place is null && Viewer.IsCoordinator && await pages.ProjectAsync(Viewer, slug, cancellation) is { } of
            ? View("Choose", new AdopterChoicePage(of, await pages.AdoptersAsync(Viewer, cancellation)))
            : NotFound();
    }

    [HttpPost("")]
    public async Task<IActionResult> Update(
        string slug,
        [FromQuery(Name = "kommune")] string? place,
        AdoptionForm form,
        CancellationToken cancellation)
    {
        if (await pages.FindAsync(Viewer, slug, place, cancellation) is not { } page)
            return NotFound();
        page = page with { Form = form };
        if (form.Version != (page.Adoption?.Version ?? 0))
            return Conflict(page);
        var successor = await pages.MeantAsync(Viewer, page.Project, form.Successor, cancellation);
        if (!ModelState.Check(new AdoptionFormValidator(page, successor), form))
            return View(nameof(Edit), page);

        var adoption = page.Adoption ?? new Adoption
        {
            ProjectId = page.Project.Id,
            MunicipalityId = page.Municipality.Id,
        };
        if (page.IsOwn)
            adoption.Say(form.ToFacts(successor), clock.GetUtcNow());
        else
            adoption.SayFor(form.ToFacts(successor), source: null, clock.GetUtcNow());
        session.Change(adoption);
        await session.SaveChangesAsync(cancellation);
        Tell($"Gespeichert. So steht {page.Municipality.Name} jetzt auf der Seite des Projekts.");
        return Redirect($"{page.Project.Address()}#nachnutzung");
    }

    /// <summary>Says what goes with an entry.</summary>
    [HttpGet("loeschung")]
    public async Task<IActionResult> Delete(
        string slug, [FromQuery(Name = "kommune")] string? place, CancellationToken cancellation) =>
        await pages.FindAsync(Viewer, slug, place, cancellation) is { Adoption: not null } page
            ? View(page)
            : NotFound();

    [HttpPost("loeschung")]
    public async Task<IActionResult> Destroy(
        string slug, [FromQuery(Name = "kommune")] string? place, long version, CancellationToken cancellation)
    {
        if (await pages.FindAsync(Viewer, slug, place, cancellation) is not { } page)
            return NotFound();
        var path = page.Project.Address();
        if (page.Adoption is not { } adoption)
            return Redirect(path);
        if (adoption.Version != version)
        {
            Warn("Der Eintrag wurde inzwischen geändert, deshalb ist er noch da. Sehen Sie ihn erst an.");
            return Redirect($"{path}#nachnutzung");
        }

        session.Delete(adoption);
        await session.SaveChangesAsync(cancellation);
        Tell($"Der Eintrag von {page.Municipality.Name} ist gelöscht.");
        return Redirect(path);
    }

    // What was typed stays in the form; the next save starts from what is shown beside it.
    private ViewResult Conflict(AdoptionPage page)
    {
        page.Form.Version = page.Adoption?.Version ?? 0;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(nameof(Edit), page with { IsConflict = true });
    }
}
