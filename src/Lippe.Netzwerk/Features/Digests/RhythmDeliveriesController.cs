using Lippe.Netzwerk.Domain;
using Marten;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What became of the mails of the last month that belong to no issue: weekly and daily digests, and what could not wait for one.</summary>
[Route("monatsbriefe/laufend/zustellungen")]
[CoordinatorsOnly]
public sealed class RhythmDeliveriesController(IDocumentSession session, DeliveryLeases leases, Store.NetworkDirectory network, TimeProvider clock) : HubController
{
    private const string Path = "/monatsbriefe/laufend/zustellungen";

    [HttpGet("")]
    public async Task<IActionResult> Index(int seite, CancellationToken cancellation)
    {
        var since = clock.GetUtcNow().AddDays(-31);
        var deliveries = session.Query<Delivery>().Where(d => d.DigestId == null && d.NextAttemptAt > since);
        return View("Digests/Deliveries", await deliveries.ReadPageAsync(session, network, "Wochenbriefe, Tagesbriefe und einzelne Mails", Path, seite, false, cancellation));
    }

    /// <summary>Queues all failed deliveries, or one, once more.</summary>
    [HttpPost("versuche")]
    public async Task<IActionResult> Create(Guid? zustellung, CancellationToken cancellation)
    {
        Tell(DigestWords.Retried(await leases.RetryFailedAsync(null, zustellung, cancellation)));
        return Redirect(Path);
    }
}
