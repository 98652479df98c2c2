using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Stopping an issue on its way, and letting it go on.</summary>
[Route("monatsbriefe/{period}/halt")]
[CoordinatorsOnly]
public sealed class HaltsController(IDocumentSession session, TimeProvider clock) : DigestAddressController(session, clock)
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var waiting = await DeliveryQueue.HoldAsync(Session, digest.Id, cancellation);
        await SaveAsync(waiting, delivery => delivery.Stop(), cancellation);
        Tell($"Der Versand ist angehalten. {waiting.Count.Grouped()} Mails warten.");
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }

    [HttpPost("ende")]
    public async Task<IActionResult> Destroy(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var stopped = await Session.Query<Delivery>()
            .Where(delivery => delivery.DigestId == digest.Id && delivery.State == DeliveryState.Stopped)
            .ToListAsync(cancellation);
        await SaveAsync(stopped, delivery => delivery.Resume(), cancellation);
        Tell($"Der Versand geht weiter, mit {stopped.Count.Grouped()} Mails.");
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }

    private Task SaveAsync(IReadOnlyList<Delivery> deliveries, Action<Delivery> verb, CancellationToken cancellation)
    {
        foreach (var delivery in deliveries)
        {
            verb(delivery);
            Session.Change(delivery);
        }

        return Session.SaveChangesAsync(cancellation);
    }
}
