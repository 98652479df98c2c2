using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Desk;

/// <summary>What waits for the member who looks.</summary>
[Route("wartet-auf-mich")]
public sealed class DeskController(IQuerySession session, NetworkDirectory network, TimeProvider clock)
    : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(new DeskPage(
            await WaitingMatters.ReadAsync(session, Viewer, clock.Today(), cancellation),
            await PagesAboutOwn.ReadAsync(session, network, Viewer, cancellation)));
}

/// <summary>What waits, and what others wrote about the viewer's municipality.</summary>
public sealed record DeskPage(WaitingMatters Waiting, PagesAboutOwn? About);
