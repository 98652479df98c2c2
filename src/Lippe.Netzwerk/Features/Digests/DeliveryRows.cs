using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Reads deliveries for the page that shows what became of them.</summary>
internal static class DeliveryRows
{
    /// <summary>A page of them; what needs a person comes first.</summary>
    /// <param name="deliveries">Which ones.</param>
    /// <param name="name">What they belong to.</param>
    /// <param name="path">The page's address.</param>
    /// <param name="number">Of the page, from 1.</param>
    /// <param name="isLive">Whether the page renews itself.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static async Task<DeliveriesPage> ReadPageAsync(
        this IQueryable<Delivery> deliveries, string name, string path, int number, bool isLive, CancellationToken cancellation)
    {
        var page = Math.Clamp(number, 1, 100_000);
        var counts = await deliveries.GroupBy(d => d.State).ToDictionaryAsync(group => group.Key, group => group.Count(), cancellation);
        var rows = await deliveries
            .OrderBy(d => d.State == DeliveryState.Failed || d.State == DeliveryState.Bounced ? 0 : d.FinishedAt == null ? 1 : 2)
            .ThenBy(d => d.Member!.Name).ThenBy(d => d.Id)
            .Skip((page - 1) * DeliveriesPage.Size).Take(DeliveriesPage.Size)
            .Select(d => new DeliveryRow(
                d.Id,
                d.Member!.LeftAt == null ? d.Member.Name : Member.FormerMember,
                d.Member.LeftAt == null ? d.Member.Email : null,
                d.Member.Municipality!.Name, d.Occasion, d.State, d.Attempts, d.NextAttemptAt, d.Answer, d.FinishedAt))
            .ToListAsync(cancellation);
        return new DeliveriesPage(name, path, counts, rows, page, isLive);
    }
}
