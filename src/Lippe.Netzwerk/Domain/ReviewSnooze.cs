namespace Lippe.Netzwerk.Domain;

/// <summary>A member's wish to be asked later whether a document still holds; unique per member and document.</summary>
public sealed class ReviewSnooze
{
    /// <summary>How long it lasts.</summary>
    public const int Days = 14;

    /// <summary>Member and document together.</summary>
    public required string Id { get; init; }

    public required Guid MemberId { get; init; }

    public required Guid DocumentId { get; init; }

    /// <summary>The due date it was said about; another one asks anew.</summary>
    public required DateOnly Due { get; init; }

    /// <summary>The day the member is asked again.</summary>
    public required DateOnly Until { get; init; }

    /// <summary>The wish of a member, said today about a review due on a day.</summary>
    public static ReviewSnooze Of(Guid memberId, Guid documentId, DateOnly due, DateOnly today) => new()
    {
        Id = IdOf(memberId, documentId),
        MemberId = memberId,
        DocumentId = documentId,
        Due = due,
        Until = today.AddDays(Days),
    };

    /// <summary>The wish as it was before it was said once more.</summary>
    /// <param name="until">The day the member was to be asked again.</param>
    public ReviewSnooze BackTo(DateOnly until) =>
        new() { Id = Id, MemberId = MemberId, DocumentId = DocumentId, Due = Due, Until = until };

    /// <summary>The identification of a member's wish about a document.</summary>
    public static string IdOf(Guid memberId, Guid documentId) => $"{memberId:N}/{documentId:N}";
}
