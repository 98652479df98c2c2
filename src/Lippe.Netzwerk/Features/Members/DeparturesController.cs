using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Members;

/// <summary>A coordinator ends somebody's membership, after a page that says what it means.</summary>
[Route("mitglieder/{id:guid}/austritt")]
[CoordinatorsOnly]
public sealed class DeparturesController(IDocumentSession session, Memberships memberships) : HubController
{
    private const string Page = "/Features/Members/Departure.cshtml";

    private const string IsLast = "Das ist die letzte Koordination. Ernennen Sie zuerst jemand anderen.";

    // One's own membership ends with one's own password.
    private const string OwnDeparture = "/profil/austritt";

    [HttpGet("")]
    public async Task<IActionResult> New(Guid id, CancellationToken cancellation)
    {
        if (id == Viewer.MemberId)
            return Redirect(OwnDeparture);

        return await FindAsync(id, cancellation) is { } member
            ? View(Page, new DeparturePage(id, member.Name, Problem: null))
            : NotFound();
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellation)
    {
        if (id == Viewer.MemberId)
            return Redirect(OwnDeparture);

        if (await FindAsync(id, cancellation) is not { } member)
            return NotFound();

        var name = member.Name;
        if (!await memberships.EndAsync(member, cancellation))
            return View(Page, new DeparturePage(id, name, IsLast));

        Tell($"Die Mitgliedschaft von {name} ist beendet.");
        return Redirect("/mitglieder");
    }

    private Task<Member?> FindAsync(Guid id, CancellationToken cancellation) =>
        session.Query<Member>().SingleOrDefaultAsync(m => m.Id == id && m.LeftAt == null, cancellation);
}
