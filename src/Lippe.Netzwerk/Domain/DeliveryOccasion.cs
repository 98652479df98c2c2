namespace Lippe.Netzwerk.Domain;

/// <summary>What a mail is sent for; whoever gets it may do without each kind.</summary>
public enum DeliveryOccasion
{
    /// <summary>A monthly, weekly or daily digest.</summary>
    Digest,

    /// <summary>Somebody asks the member to release a document.</summary>
    Release,

    /// <summary>Somebody gives a document back to the member, who asked for its release.</summary>
    Return,

    /// <summary>Reviews fall due before the member's next digest.</summary>
    Reminder,

    /// <summary>Somebody typed an address; its owner is asked whether they want the monthly letter.</summary>
    Confirmation,
}
