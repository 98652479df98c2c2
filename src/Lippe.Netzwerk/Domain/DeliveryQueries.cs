namespace Lippe.Netzwerk.Domain;

/// <summary>Which deliveries are meant by a word.</summary>
public static class DeliveryQueries
{
    /// <summary>Those with no outcome yet that nobody stopped.</summary>
    public static IQueryable<Delivery> Open(this IQueryable<Delivery> deliveries) =>
        deliveries.Where(d => d.FinishedAt == null && d.State != DeliveryState.Stopped);
}
