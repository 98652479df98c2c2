using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// Another attempt for what did not arrive: all failed deliveries of an issue or of none, or any one; whose mail came
/// back gets mails again.
/// </summary>
[CoordinatorsOnly]
public sealed class RetriesController(IDocumentSession session, SendLoopStarter sending, TimeProvider clock)
    : HubController
{
    [HttpPost(DigestAddresses.List + "/{period}/zustellungen/versuche")]
    public async Task<IActionResult> Create(
        string period, [FromQuery(Name = "zustellung")] Guid? deliveryId, CancellationToken cancellation) =>
        await session.Query<Digest>().Prepared()
            .FirstOrDefaultAsync(issue => issue.Id == period, cancellation) is { } digest
            ? await RetryAsync(digest.Id, deliveryId, digest.Period.DeliveriesAddress(), cancellation)
            : NotFound();

    [HttpPost(DigestAddresses.OtherDeliveries + "/versuche")]
    public Task<IActionResult> Create(
        [FromQuery(Name = "zustellung")] Guid? deliveryId, CancellationToken cancellation) =>
        RetryAsync(null, deliveryId, DigestAddresses.OtherDeliveries, cancellation);

    private async Task<IActionResult> RetryAsync(
        string? digestId, Guid? deliveryId, string page, CancellationToken cancellation)
    {
        var deliveries = await FindAsync(digestId, deliveryId, cancellation);
        await ResumeMailAsync(deliveries.Where(delivery => delivery.State == DeliveryState.Bounced), cancellation);
        foreach (var delivery in deliveries)
        {
            delivery.Retry(clock.GetUtcNow());
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
        sending.Start();
        Tell(deliveries.Count == 1
            ? "Eine Zustellung wird erneut versucht."
            : $"{deliveries.Count.Grouped()} Zustellungen werden erneut versucht.");
        return Redirect(page);
    }

    private Task<IReadOnlyList<Delivery>> FindAsync(string? digestId, Guid? deliveryId, CancellationToken cancellation)
    {
        var ofIssue = session.Query<Delivery>().Where(delivery => delivery.DigestId == digestId);
        var asked = deliveryId is { } id
            ? ofIssue.Where(delivery => delivery.Id == id
                && (delivery.State == DeliveryState.Failed || delivery.State == DeliveryState.Bounced))
            : ofIssue.Where(delivery => delivery.State == DeliveryState.Failed);
        return asked.ToListAsync(cancellation);
    }

    private async Task ResumeMailAsync(IEnumerable<Delivery> bounced, CancellationToken cancellation)
    {
        var members = bounced.Select(delivery => delivery.MemberId);
        foreach (var member in await session.LoadManyAsync<Member>(cancellation, members))
        {
            member.ResumeMail();
            session.Change(member);
        }
    }
}
