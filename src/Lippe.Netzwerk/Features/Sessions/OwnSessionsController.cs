using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>The devices a member is signed in on.</summary>
[Route("profil/geraete")]
public sealed class OwnSessionsController(IDocumentSession session, TimeProvider clock) : HubController
{
    private const string Page = "/Features/Sessions/OwnSessions.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var sessions = await session.Query<SignInSession>()
            .Where(one => one.MemberId == Viewer.MemberId)
            .ToListAsync(cancellation);
        var rows = sessions.Where(one => one.IsAlive(now))
            .Select(one => new OwnSessionRow(one, one.Id == HttpContext.SignInSession()!.Id))
            .OrderByDescending(row => row.IsThis)
            .ThenByDescending(row => row.Session.SeenOn)
            .ThenByDescending(row => row.Session.Began);
        return View(Page, new OwnSessionsPage([.. rows], clock.Today()));
    }

    [HttpPost("{id:guid}/abmelden")]
    public async Task<IActionResult> Destroy(Guid id, CancellationToken cancellation)
    {
        session.DeleteWhere<SignInSession>(one => one.Id == id && one.MemberId == Viewer.MemberId);
        await session.SaveChangesAsync(cancellation);
        Tell("Das Gerät ist abgemeldet.");
        return Redirect("/profil/geraete");
    }
}
