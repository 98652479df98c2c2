using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Lets coordinators try again what did not arrive.</summary>
public sealed class Retries(IDocumentSession session, TimeProvider clock)
{
    /// <summary>
    /// Queues failed and returned deliveries of an issue, or of none, again, all failed or any one; whose mail came
    /// back gets mails again.
    /// </summary>
    /// <returns>How many.</returns>
    public async Task<int> QueueAsync(string? digestId, Guid? deliveryId, CancellationToken cancellation)
    {
        var deliveries = await FindAsync(digestId, deliveryId, cancellation);
        await ResumeMailAsync(deliveries.Where(delivery => delivery.State == DeliveryState.Bounced), cancellation);
        foreach (var delivery in deliveries)
        {
            delivery.Retry(clock.GetUtcNow());
            session.Change(delivery);
        }

        await session.SaveChangesAsync(cancellation);
        return deliveries.Count;
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
