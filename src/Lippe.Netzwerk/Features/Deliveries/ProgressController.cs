using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>How far an issue got, for the page that keeps itself up to date.</summary>
[Route(DigestAddresses.List + "/{period}/zustellungen/stand")]
[CoordinatorsOnly]
public sealed class ProgressController(DeliveryRows rows) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Show(string period, CancellationToken cancellation)
    {
        if (await rows.OfIssueAsync(period, 1, cancellation) is not { } page)
            return NotFound();
        Response.Headers.CacheControl = "no-store";
        return PartialView("Deliveries/_Progress", page);
    }
}
