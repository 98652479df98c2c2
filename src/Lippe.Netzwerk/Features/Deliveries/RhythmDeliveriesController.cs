using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// What became of the mails of the last month that belong to no issue: weekly and daily digests, and what could not
/// wait for one.
/// </summary>
[Route(DigestAddresses.OtherDeliveries)]
[CoordinatorsOnly]
public sealed class RhythmDeliveriesController(DeliveryRows rows, TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        [FromQuery(Name = "seite")] int number, CancellationToken cancellation)
    {
        var page = new DeliveriesPage(
            "Wochenbriefe, Tagesbriefe und einzelne E-Mails", DigestAddresses.OtherDeliveries, null,
            Math.Clamp(number, 1, 100_000));
        return View("Deliveries/Index", await rows.OfNoIssueAsync(clock.GetUtcNow().AddDays(-31), page, cancellation));
    }
}
