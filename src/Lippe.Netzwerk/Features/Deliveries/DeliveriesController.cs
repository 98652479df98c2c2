using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What became of an issue's mails, and another attempt for those that failed.</summary>
[Route("monatsbriefe/{period}/zustellungen")]
[CoordinatorsOnly]
public sealed class DeliveriesController(
    IDocumentSession session, DeliveryRows rows, Retries retries, SendLoopStarter sending) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string period, int seite, bool laufend, CancellationToken cancellation)
    {
        if (await session.PreparedAsync(period, cancellation) is not { } digest)
            return NotFound();
        var page = await PageAsync(digest, seite, laufend, cancellation);
        // Only whoever asks for it gets a page that changes under their eyes.
        if (laufend && page.IsOnItsWay)
            Response.Headers["Refresh"] = "3";
        return View(page);
    }

    /// <summary>How far it got, for the page that keeps itself up to date.</summary>
    [HttpGet("stand")]
    public async Task<IActionResult> Progress(string period, CancellationToken cancellation)
    {
        if (await session.PreparedAsync(period, cancellation) is not { } digest)
            return NotFound();
        Response.Headers.CacheControl = "no-store";
        return PartialView("Deliveries/_Progress", await PageAsync(digest, 1, false, cancellation));
    }

    /// <summary>Queues all failed deliveries, or one, once more.</summary>
    [HttpPost("versuche")]
    public async Task<IActionResult> Create(string period, Guid? zustellung, CancellationToken cancellation)
    {
        if (await session.PreparedAsync(period, cancellation) is not { } digest)
            return NotFound();
        Tell(DeliveryWords.Retried(await retries.QueueAsync(digest.Id, zustellung, cancellation)));
        sending.Start();
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }

    private Task<DeliveriesPage> PageAsync(Digest digest, int number, bool isLive, CancellationToken cancellation)
    {
        var (name, issue) = ($"Monatsbrief {digest.Period.LongName()}", $"/monatsbriefe/{digest.Period}");
        var page = new DeliveriesPage(name, $"{issue}/zustellungen", issue, Math.Clamp(number, 1, 100_000), isLive);
        return rows.OfIssueAsync(digest.Id, page, cancellation);
    }
}
