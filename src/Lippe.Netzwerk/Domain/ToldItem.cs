namespace Lippe.Netzwerk.Domain;

/// <summary>Something a member was told; unique per member, so that nothing is told twice.</summary>
public sealed class ToldItem
{
    public required Guid MemberId { get; init; }

    /// <summary>A document, one version of it, or one request about it.</summary>
    public required string Item { get; init; }

    public required Guid DeliveryId { get; init; }

    public Delivery? Delivery { get; init; }
}
