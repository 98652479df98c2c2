using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What a person typed: words, "phrases", -without, ODER.</summary>
/// <param name="Text">Cleaned and cut; never longer than <see cref="MaxLength"/>.</param>
/// <param name="Typed">The whole input, cleaned only.</param>
public sealed record SearchQuery(string Text, string Typed)
{
    /// <summary>Longer than anything somebody types; in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>Whether no letter or digit was typed.</summary>
    public bool IsEmpty => !Typed.Any(char.IsLetterOrDigit);

    /// <summary>Whether the rest of a very long input was dropped.</summary>
    public bool WasCut => Typed.Length > MaxLength;

    /// <summary>Takes any input, however absurd.</summary>
    public static SearchQuery Parse(string? input)
    {
        var clean = PlainText.CleanLine(input);
        var cut = clean.Length <= MaxLength ? clean : CutAtWord(clean);
        return new SearchQuery(cut, clean);
    }

    private static string CutAtWord(string text)
    {
        var end = text.LastIndexOf(' ', MaxLength);
        return text[..(end > 0 ? end : PlainText.CutBefore(text, MaxLength))];
    }
}
