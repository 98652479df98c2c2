using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What became of an issue's mails.</summary>
[Route("monatsbriefe/{period}/zustellungen")]
[CoordinatorsOnly]
public sealed class DeliveriesController(IQuerySession session, DeliveryRows rows) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(
        string period, [FromQuery(Name = "seite")] int number, [FromQuery(Name = "laufend")] bool isLive,
        CancellationToken cancellation)
    {
        if (await FindAsync(period, number, isLive, cancellation) is not { } page)
            return NotFound();
        // Only whoever asks for it gets a page that changes under their eyes.
        if (isLive && page.IsOnItsWay)
            Response.Headers["Refresh"] = "3";
        return View(page);
    }

    /// <summary>How far it got, for the page that keeps itself up to date.</summary>
    [HttpGet("stand")]
    public async Task<IActionResult> Progress(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, 1, false, cancellation) is not { } page)
            return NotFound();
        Response.Headers.CacheControl = "no-store";
        return PartialView("Deliveries/_Progress", page);
    }

    private async Task<DeliveriesPage?> FindAsync(
        string period, int number, bool isLive, CancellationToken cancellation)
    {
        var prepared = session.Query<Digest>().Prepared();
        if (await prepared.FirstOrDefaultAsync(issue => issue.Id == period, cancellation) is not { } digest)
            return null;
        var (name, path) = ($"Monatsbrief {digest.Period.LongName()}", $"/monatsbriefe/{digest.Period}");
        var page = new DeliveriesPage(name, $"{path}/zustellungen", path, Math.Clamp(number, 1, 100_000), isLive);
        return await rows.OfIssueAsync(digest.Id, page, cancellation);
    }
}
