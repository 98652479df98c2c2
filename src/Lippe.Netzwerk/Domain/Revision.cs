namespace Lippe.Netzwerk.Domain;

/// <summary>One saved state of a document; never changed.</summary>
public sealed class Revision
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DocumentId { get; init; }

    /// <summary>1 for the first save.</summary>
    public required int Number { get; init; }

    public required string Title { get; init; }

    /// <summary>The whole document in the format of import and export, without personal data.</summary>
    public required string Source { get; init; }

    /// <summary>Kept beside the source, so that it can be forgotten when a member leaves.</summary>
    public Guid? ResponsibleId { get; init; }

    /// <summary>Null for an import.</summary>
    public Guid? AuthorId { get; init; }

    public Member? Author { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it is news; a mended comma is not.</summary>
    public bool IsSubstantial { get; init; } = true;

    /// <summary>What changed, in the author's words; may be empty.</summary>
    public required string Note { get; init; }
}
