using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>All sessions of a member but the one at hand.</summary>
[Route("profil/geraete/andere/abmelden")]
public sealed class OtherSessionsController(IDocumentSession session) : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Destroy(CancellationToken cancellation)
    {
        session.EndSessions(Viewer.MemberId!.Value, spared: HttpContext.SignInSession());
        await session.SaveChangesAsync(cancellation);
        Tell("Auf allen anderen Geräten sind Sie abgemeldet.");
        return Redirect("/profil/geraete");
    }
}
