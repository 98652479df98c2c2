using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Desk;

/// <summary>What waits for the member who looks.</summary>
[Route("wartet-auf-mich")]
public sealed class DeskController(IQuerySession session, TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View(await WaitingMatters.ReadAsync(session, Viewer, clock.Today(), cancellation));
}
