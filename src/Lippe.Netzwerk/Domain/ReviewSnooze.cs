namespace Lippe.Netzwerk.Domain;

/// <summary>A member's wish to be asked later whether a document still holds; unique per member and document.</summary>
public sealed class ReviewSnooze
{
    /// <summary>How long it lasts.</summary>
    public const int Days = 14;

    public required Guid MemberId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>The due date it was said about; another one asks anew.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>The day the member is asked again.</summary>
    public required DateOnly Until { get; init; }
}
