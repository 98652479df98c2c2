namespace Lippe.Netzwerk.Domain;

/// <summary>
/// One saved state of a document with its whole text; never changed, but to forget somebody, to remove its content, or
/// to render it anew.
/// </summary>
/// <remarks>It is for those it was written for, as far as they may see the document now.</remarks>
public sealed record Revision : IHasAudience
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required Guid DocumentId { get; init; }

    /// <summary>1 for the first save.</summary>
    public required long Number { get; init; }

    public required string Title { get; init; }

    /// <summary>All but the text in the format of import and export, without personal data; fences included.</summary>
    public required string Head { get; init; }

    /// <summary>Markdown with line feeds only.</summary>
    public required string Body { get; init; }

    /// <summary>The body as safe markup.</summary>
    public required string Html { get; init; }

    /// <summary>The headings of levels 2 and 3, in order.</summary>
    public required List<Heading> Contents { get; init; }

    /// <summary>The version of what rendered the body; 0 before there were any.</summary>
    public int Renderer { get; init; }

    /// <summary>The document's state in this version, as are the next two.</summary>
    public DocumentState State { get; init; }

    public Visibility Visibility { get; init; }

    public Guid MunicipalityId { get; init; }

    /// <summary>Kept beside the head, so that it can be forgotten when a member leaves.</summary>
    public Guid? ResponsibleId { get; init; }

    /// <summary>Null for an import.</summary>
    public Guid? AuthorId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Whether it is news; a mended comma is not.</summary>
    public bool IsSubstantial { get; init; } = true;

    /// <summary>What changed, in the author's words; may be empty.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether its content was taken out for good; a <see cref="Removal"/> says why.</summary>
    public bool IsRemoved => Head.Length == 0;

    /// <summary>The whole document in the format of import and export, without personal data.</summary>
    public string Source => SourceOf(Head, Body);

    /// <summary>What stays when its content is taken out: that it was, when and by whom.</summary>
    public Revision WithoutContent() => this with
    {
        Title = "",
        Head = "",
        Body = "",
        Html = "",
        Contents = [],
        ResponsibleId = null,
        Note = "",
    };

    /// <summary>Head and body as one file, which ends with one line feed.</summary>
    public static string SourceOf(string head, string body) => body.Length > 0 ? $"{head}\n{body}\n" : head;
}
