namespace Lippe.Netzwerk.Domain;

/// <summary>Something a member was told; unique per member, so that nothing is told twice.</summary>
public sealed class ToldItem
{
    /// <summary>Member and item together.</summary>
    public required string Id { get; init; }

    public required Guid MemberId { get; init; }

    /// <summary>A document, one version of it, or one request about it.</summary>
    public required string Item { get; init; }

    public required Guid DeliveryId { get; init; }

    /// <summary>What a delivery told its member.</summary>
    public static ToldItem Of(Guid memberId, string item, Guid deliveryId) => new()
    {
        Id = $"{memberId:N}/{item}",
        MemberId = memberId,
        Item = item,
        DeliveryId = deliveryId,
    };
}
