using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
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
        this IQueryable<Delivery> deliveries, IDocumentSession session, NetworkDirectory network,
        string name, string path, int number, bool isLive, CancellationToken cancellation)
    {
        var page = Math.Clamp(number, 1, 100_000);
        var found = await deliveries.ToListAsync(cancellation);
        var members = (await session.LoadManyAsync<Member>(cancellation, found.Select(d => d.MemberId).Distinct())).ToDictionary(m => m.Id);
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(m => m.Id, m => m.Name);
        var rows =
            from delivery in found
            let member = members[delivery.MemberId]
            orderby delivery.State is DeliveryState.Failed or DeliveryState.Bounced ? 0 : delivery.FinishedAt is null ? 1 : 2, member.Name, delivery.Id
            select new DeliveryRow(
                delivery.Id, member.Name, member.Email, municipalities[member.MunicipalityId], delivery.Occasion, delivery.State,
                delivery.Attempts, delivery.NextAttemptAt, delivery.Answer, delivery.FinishedAt);
        var counts = found.GroupBy(d => d.State).ToDictionary(group => group.Key, group => group.Count());
        return new DeliveriesPage(name, path, counts, [.. rows.Skip((page - 1) * DeliveriesPage.Size).Take(DeliveriesPage.Size)], page, isLive);
    }
}
