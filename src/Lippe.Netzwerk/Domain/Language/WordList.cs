namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Reads a list of words such as <c>woerter.txt</c>: one a line, the rest of a line after <c>#</c> is a comment.
/// </summary>
public static class WordList
{
    /// <summary>The words as written, in their order.</summary>
    public static IReadOnlyList<string> Parse(string text) =>
        [.. PlainText.Clean(text).Split('\n').Select(line => line.Split('#')[0].Trim()).Where(word => word.Length > 0)];
}
