using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What became of an issue's mails.</summary>
[Route(DigestAddresses.List + "/{period}/zustellungen")]
[CoordinatorsOnly]
public sealed class DeliveriesController(DeliveryRows rows) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        string period, [FromQuery(Name = "seite")] int number, [FromQuery(Name = "laufend")] bool isLive,
        CancellationToken cancellation)
    {
        if (await rows.OfIssueAsync(period, Math.Clamp(number, 1, 100_000), cancellation) is not { } page)
            return NotFound();
        // Only whoever asks for it gets a page that changes under their eyes.
        if (isLive && page.IsOnItsWay)
            Response.Headers["Refresh"] = "3";
        return View(page with { IsLive = isLive });
    }
}
