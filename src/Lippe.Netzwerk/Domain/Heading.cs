namespace Lippe.Netzwerk.Domain;

/// <summary>One line of a table of contents.</summary>
public sealed class Heading
{
    /// <summary>2 or 3.</summary>
    public required int Level { get; init; }

    /// <summary>The anchor, without <c>#</c>.</summary>
    public required string Anchor { get; init; }

    public required string Text { get; init; }
}
