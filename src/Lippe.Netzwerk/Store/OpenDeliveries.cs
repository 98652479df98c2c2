using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Store;

/// <summary>Which deliveries are open: those with no outcome yet that nobody stopped.</summary>
public static class OpenDeliveries
{
    /// <summary>The condition in SQL, over the stored deliveries.</summary>
    public const string Sql = "finished_at is null and data ->> 'State' <> 'Stopped'";

    /// <summary>The condition as queries say it.</summary>
    public static IQueryable<Delivery> Open(this IQueryable<Delivery> deliveries) =>
        deliveries.Where(d => d.FinishedAt == null && d.State != DeliveryState.Stopped);

    /// <summary>The same rule for a state already read.</summary>
    public static bool IsOpen(this DeliveryState state) => state
        is DeliveryState.Due or DeliveryState.Claimed or DeliveryState.HandingOver or DeliveryState.Deferred;
}
