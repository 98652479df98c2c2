using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Stopping an issue on its way, and letting it go on.</summary>
[Route(DigestAddresses.List + "/{period}/halt")]
[CoordinatorsOnly]
public sealed class HaltsController(IDocumentSession session, SendLoopStarter sending) : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var waiting = await DueDeliveries.HoldAsync(session, digest.Id, cancellation);
        foreach (var delivery in waiting)
        {
            delivery.Stop();
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
        Tell($"Der Versand ist angehalten. {waiting.Count.Grouped()} E-Mails warten.");
        return Redirect(digest.Period.DeliveriesAddress());
    }

    [HttpPost("ende")]
    public async Task<IActionResult> Destroy(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var stopped = await session.Query<Delivery>()
            .Where(delivery => delivery.DigestId == digest.Id && delivery.State == DeliveryState.Stopped)
            .ToListAsync(cancellation);
        foreach (var delivery in stopped)
        {
            delivery.Resume();
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
        sending.Start();
        Tell($"Der Versand geht weiter, mit {stopped.Count.Grouped()} E-Mails.");
        return Redirect(digest.Period.DeliveriesAddress());
    }

    private Task<Digest?> FindAsync(string period, CancellationToken cancellation) =>
        session.Query<Digest>().Prepared().FirstOrDefaultAsync(digest => digest.Id == period, cancellation);
}
