using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Sending an issue at once instead of when it is due.</summary>
[Route(DigestAddresses.List + "/{period}/versand")]
[CoordinatorsOnly]
public sealed class DispatchesController(
    IDocumentSession session, DigestPreparation preparation, DigestSchedule schedule, TimeProvider clock)
    : DigestAddressController(session, clock)
{
    [HttpGet("")]
    public async Task<IActionResult> New(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        if (digest.IsPrepared)
            return Redirect(digest.Period.DeliveriesAddress());
        var recipients = await preparation.CountRecipientsAsync(cancellation);
        return View("/Features/Digests/Dispatch.cshtml", new DispatchPage(
            digest.Period, recipients, schedule.DueAt(digest.Period), schedule.DueAt(digest.Period.Next),
            Clock.GetUtcNow()));
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string period, CancellationToken cancellation)
    {
        if (await FindAsync(period, cancellation) is not { } digest)
            return NotFound();
        var prepared = await preparation.PrepareNowAsync(digest.Period, cancellation);
        if (prepared.Problem is not null)
        {
            Warn(prepared.Problem);
            return Redirect(DigestAddresses.List);
        }

        Tell($"Der Monatsbrief {digest.Period.LongName()} wird gesendet.");
        return Redirect(digest.Period.DeliveriesAddress());
    }
}
