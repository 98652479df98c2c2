using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// What became of the mails of the last month that belong to no issue: weekly and daily digests, and what could not
/// wait for one.
/// </summary>
[Route("monatsbriefe/laufend/zustellungen")]
[CoordinatorsOnly]
public sealed class RhythmDeliveriesController(
    DeliveryRows rows, Retries retries, SendLoopStarter sending, TimeProvider clock) : HubController
{
    private const string Path = "/monatsbriefe/laufend/zustellungen";

    [HttpGet("")]
    public async Task<IActionResult> Index(int seite, CancellationToken cancellation)
    {
        var page = new DeliveriesPage(
            "Wochenbriefe, Tagesbriefe und einzelne Mails", Path, null, Math.Clamp(seite, 1, 100_000));
        return View("Deliveries/Index", await rows.OfNoIssueAsync(clock.GetUtcNow().AddDays(-31), page, cancellation));
    }

    /// <summary>Queues all failed deliveries, or one, once more.</summary>
    [HttpPost("versuche")]
    public async Task<IActionResult> Create(Guid? zustellung, CancellationToken cancellation)
    {
        Tell(DeliveryWords.Retried(await retries.QueueAsync(null, zustellung, cancellation)));
        sending.Start();
        return Redirect(Path);
    }
}
