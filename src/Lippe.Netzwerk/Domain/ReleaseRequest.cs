namespace Lippe.Netzwerk.Domain;

/// <summary>
/// The wish that a document be released, and the answer: that it is not ready yet, or that it is published; the newest
/// of a document.
/// </summary>
public sealed class ReleaseRequest
{
    /// <summary>Characters a reason may have.</summary>
    public const int LongestReason = 2_000;

    /// <summary>The document's.</summary>
    public required Guid Id { get; init; }

    /// <summary>The revision that asked; mails about the request name it.</summary>
    public required Guid RevisionId { get; init; }

    /// <summary>Null for an import, which asks nobody.</summary>
    public Guid? AskedById { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    public Guid? ReturnedById { get; private set; }

    /// <summary>Null while nobody gave the document back.</summary>
    public DateTimeOffset? ReturnedAt { get; private set; }

    /// <summary>Why it was given back; empty before.</summary>
    public string Reason { get; private set; } = "";

    public Guid? ReleasedById { get; private set; }

    /// <summary>Null while nobody released the document.</summary>
    public DateTimeOffset? ReleasedAt { get; private set; }

    /// <summary>What a revision asks that puts its document into review.</summary>
    public static ReleaseRequest Of(Revision revision) => new()
    {
        Id = revision.DocumentId,
        RevisionId = revision.Id,
        AskedById = revision.AuthorId,
        AskedAt = revision.At,
    };

    /// <summary>Somebody read it and says what is missing.</summary>
    public void Return(Guid by, string reason, DateTimeOffset at) =>
        (ReturnedById, ReturnedAt, Reason) = (by, at, reason);

    /// <summary>Somebody published it; what was missing before is said no more.</summary>
    public void Release(Guid by, DateTimeOffset at) =>
        (ReleasedById, ReleasedAt, ReturnedById, ReturnedAt, Reason) = (by, at, null, null, "");
}
