namespace Lippe.Netzwerk.Domain;

/// <summary>Which deliveries are meant by a word.</summary>
public static class DeliveryQueries
{
    /// <summary>Those with no outcome yet; an index holds exactly them.</summary>
    public static IQueryable<Delivery> Open(this IQueryable<Delivery> deliveries) => deliveries.Where(d =>
        d.State == DeliveryState.Due || d.State == DeliveryState.Composing || d.State == DeliveryState.HandedOver || d.State == DeliveryState.Deferred);
}
