namespace Lippe.Netzwerk.Domain;

/// <summary>What a mail is sent for; a member may do without each kind.</summary>
public enum DeliveryOccasion
{
    /// <summary>A monthly, weekly or daily digest.</summary>
    Digest,

    /// <summary>Somebody asks the member to release a document.</summary>
    Release,

    /// <summary>Reviews fall due before the member's next digest.</summary>
    Reminder,
}
