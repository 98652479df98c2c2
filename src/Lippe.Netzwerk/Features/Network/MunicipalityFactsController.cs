using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>What the network says of its municipalities.</summary>
[Route("netzwerk/kommunen")]
[CoordinatorsOnly]
public sealed class MunicipalityFactsController(
    IDocumentSession session, NetworkDirectory network, TimeProvider clock) : HubController
{
    /// <summary>Where all of them are found.</summary>
    public const string List = "/netzwerk/kommunen";

    private const string Form = "Network/Municipality";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("Network/Municipalities", await network.MunicipalitiesAsync(cancellation));

    [HttpGet("neu")]
    public IActionResult New() => View(Form, new MunicipalityFormPage(null, new MunicipalityForm()));

    [HttpPost("neu")]
    public async Task<IActionResult> Create(MunicipalityForm form, CancellationToken cancellation)
    {
        var others = await network.MunicipalitiesAsync(cancellation);
        if (!ModelState.Check(new MunicipalityFormValidator(others), form))
            return View(Form, new MunicipalityFormPage(null, form));
        var typed = form.Typed(FreeSlug(form.Name, others), clock.Today());
        typed.Edit(typed);
        session.Change(typed);
        await session.SaveChangesAsync(cancellation);
        Tell($"„{typed.Name}“ ist angelegt.");
        return Redirect(List);
    }

    [HttpGet("{slug}")]
    public async Task<IActionResult> Edit(string slug, CancellationToken cancellation) =>
        await FindAsync(slug, cancellation) is { } municipality
            ? View(Form, new MunicipalityFormPage(municipality, MunicipalityForm.From(municipality)))
            : NotFound();

    [HttpPost("{slug}")]
    public async Task<IActionResult> Update(string slug, MunicipalityForm form, CancellationToken cancellation)
    {
        if (await FindAsync(slug, cancellation) is not { } municipality)
            return NotFound();
        var others = (await network.MunicipalitiesAsync(cancellation)).Where(other => other.Slug != slug);
        if (!ModelState.Check(new MunicipalityFormValidator([.. others]), form))
            return View(Form, new MunicipalityFormPage(municipality, form));
        if (form.Version != municipality.Version)
            return Conflict(municipality, form);

        var today = municipality.IsOrganisation ? municipality.InhabitantsAsOf : clock.Today();
        var typed = form.Typed(slug, today);
        if (!municipality.SaysTheSameAs(typed))
        {
            municipality.Edit(typed);
            session.Change(municipality);
            await session.SaveChangesAsync(cancellation);
        }

        Tell($"„{municipality.Name}“ ist gespeichert.");
        return Redirect(List);
    }

    // What was typed stays in the form; the next save starts from what is shown beside it.
    private ViewResult Conflict(Municipality theirs, MunicipalityForm form)
    {
        form.Version = theirs.Version;
        Response.StatusCode = StatusCodes.Status409Conflict;
        return View(Form, new MunicipalityFormPage(theirs, form, IsConflict: true));
    }

    private Task<Municipality?> FindAsync(string slug, CancellationToken cancellation) =>
        session.Query<Municipality>().SingleOrDefaultAsync(place => place.Slug == slug, cancellation);

    // One that was renamed keeps its address, so that another one may want the same.
    private static string FreeSlug(string name, IReadOnlyList<Municipality> others)
    {
        var slug = Slug.Of(name);
        return Enumerable.Range(1, others.Count + 1).Select(n => n == 1 ? slug : $"{slug}-{n}")
            .First(free => free != "neu" && others.All(other => other.Slug != free));
    }
}
