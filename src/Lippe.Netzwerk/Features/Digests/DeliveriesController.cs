using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What became of an issue's mails, and another attempt for those that failed.</summary>
[Route("monatsbriefe/{period}/zustellungen")]
[CoordinatorsOnly]
public sealed class DeliveriesController(HubDbContext db, DeliveryLeases leases, TimeProvider clock) : DigestAddressController(db, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> Index(string period, int seite, bool laufend, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var page = Math.Clamp(seite, 1, 100_000);
        var counts = await Db.Deliveries.Where(d => d.DigestId == digest.Id)
            .GroupBy(d => d.State)
            .ToDictionaryAsync(group => group.Key, group => group.Count(), cancellation);
        var model = new DeliveriesPage(digest.Period, counts, await RowsAsync(digest.Id, page, cancellation), page, laufend);
        // Only whoever asks for it gets a page that changes under their eyes.
        if (laufend && model.IsOnItsWay)
            Response.Headers["Refresh"] = "3";
        return View("Digests/Deliveries", model);
    }

    /// <summary>Queues all failed deliveries, or one, once more.</summary>
    [HttpPost("versuche")]
    public async Task<IActionResult> Create(string period, Guid? zustellung, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var count = await leases.RetryFailedAsync(digest.Id, zustellung, cancellation);
        Tell(count == 1 ? "Eine Zustellung wird erneut versucht." : $"{count.Grouped()} Zustellungen werden erneut versucht.");
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }

    // What needs a person comes first.
    private Task<List<DeliveryRow>> RowsAsync(Guid digestId, int page, CancellationToken cancellation) => Db.Deliveries
        .Where(d => d.DigestId == digestId)
        .OrderBy(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Bounced ? 0 : d.FinishedAt == null ? 1 : 2)
        .ThenBy(d => d.Member!.Name).ThenBy(d => d.Id)
        .Skip((page - 1) * DeliveriesPage.Size).Take(DeliveriesPage.Size)
        .Select(d => new DeliveryRow(
            d.Id,
            d.Member!.LeftAt == null ? d.Member.Name : Member.FormerMember,
            d.Member.LeftAt == null ? d.Member.Email : null,
            d.Member.Municipality!.Name, d.State, d.Attempts, d.NextAttemptAt, d.Answer, d.FinishedAt))
        .ToListAsync(cancellation);
}
