using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Mail;

/// <summary>Writes the mails of an occasion; whoever sends them knows nothing else of what they say.</summary>
public interface IComposer
{
    /// <summary>Which mails it writes.</summary>
    DeliveryOccasion Occasion { get; }

    /// <summary>Reads once what a batch needs.</summary>
    /// <param name="deliveries">All of its occasion, claimed.</param>
    /// <returns>Writes one mail of the batch after the other.</returns>
    Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation);
}

/// <summary>Writes a delivery's mail, or says why there is none; the delivery is the sender's to change.</summary>
public delegate Task<Composed> Compose(Delivery delivery);

/// <summary>What is to become of a delivery.</summary>
public abstract record Composed
{
    /// <summary>The member does not want such mails any more, which needs no words.</summary>
    public static readonly Composed Unwanted = new Withdrawn("");

    /// <summary>There is nothing to tell.</summary>
    public static readonly Composed Nothing = new Empty();

    private Composed()
    {
    }

    /// <summary>A mail is to go.</summary>
    /// <param name="Content">The mail itself.</param>
    /// <param name="Keys">What its reader knows after it.</param>
    public sealed record Mail(OutgoingMail Content, IReadOnlyList<string> Keys) : Composed;

    /// <summary>Nobody waits for an answer any more.</summary>
    /// <param name="Reason">Why, for whoever looks at the delivery.</param>
    public sealed record Withdrawn(string Reason) : Composed;

    private sealed record Empty : Composed;
}
