namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// What stands under one heading of a letter; a mail tells it as markup by a partial of its own and as plain text.
/// </summary>
/// <param name="Heading">The heading itself.</param>
public abstract record LetterSection(string Heading)
{
    /// <summary>The key of the digest's part it belongs to; null for one nobody can do without.</summary>
    public string? Part { get; init; }

    /// <summary>How many items it tells about.</summary>
    public virtual int Count => 0;

    /// <summary>What the reader knows after it.</summary>
    public virtual IEnumerable<string> Keys => [];

    /// <summary>What it tells about in a few words each, for the line a mailbox shows beside the subject.</summary>
    public virtual IEnumerable<string> Titles => [];

    /// <summary>The Razor component for the markup: rows of a table, with the parameters Section and Links.</summary>
    public abstract Type Partial { get; }

    /// <summary>Writes the same as plain text.</summary>
    public abstract void Write(MailText text, MailLinks links);
}
