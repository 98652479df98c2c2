using Marten;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Stopping an issue on its way, and letting it go on.</summary>
[Route("monatsbriefe/{period}/halt")]
[CoordinatorsOnly]
public sealed class HaltsController(IDocumentSession session, DeliveryLeases leases, TimeProvider clock) : DigestAddressController(session, clock)
{
    [HttpPost("")]
    public async Task<IActionResult> Create(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var count = await leases.StopAsync(digest.Id, cancellation);
        Tell($"Der Versand ist angehalten. {count.Grouped()} Mails warten.");
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }

    [HttpPost("ende")]
    public async Task<IActionResult> Destroy(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { IsPrepared: true } digest)
            return NotFound();
        var count = await leases.ResumeAsync(digest.Id, cancellation);
        Tell($"Der Versand geht weiter, mit {count.Grouped()} Mails.");
        return Redirect($"/monatsbriefe/{period}/zustellungen");
    }
}
