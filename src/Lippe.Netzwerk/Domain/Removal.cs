namespace Lippe.Netzwerk.Domain;

/// <summary>What was taken out of the hub for good: who did it, when and why, and nothing of what it said.</summary>
public sealed class Removal : IRecorded
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DocumentId { get; init; }

    public required DocumentKind Kind { get; init; }

    /// <summary>The version whose content went; null for the whole document.</summary>
    public long? Number { get; init; }

    public required RemovalReason Reason { get; init; }

    public required Guid? MemberId { get; init; }

    public required DateTimeOffset At { get; init; }

    (string Kind, string Id) IRecorded.Record => (RecordKinds.Removal, Id.ToString());
}

/// <summary>Why something was removed for good.</summary>
public enum RemovalReason
{
    /// <summary>A draft that never was published, which its writers gave up.</summary>
    Draft,

    PersonalData,

    /// <summary>Others have rights in it, such as a copyright.</summary>
    RightsOfOthers,

    Confidential,

    Unlawful,
}
