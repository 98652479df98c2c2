using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Writes the mails of an occasion; whoever sends them knows nothing else of what they say.</summary>
public interface IComposer
{
    /// <summary>Which mails it writes.</summary>
    DeliveryOccasion Occasion { get; }

    /// <summary>Reads once what a batch needs.</summary>
    /// <param name="deliveries">All of its occasion, claimed.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Writes one mail of the batch after the other.</returns>
    Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);
}

/// <summary>Writes a delivery's mail, and notes in the delivery what it tells.</summary>
/// <returns>Null when no mail is to go; the composer ended the delivery then.</returns>
public delegate Task<OutgoingMail?> Compose(Delivery delivery);
