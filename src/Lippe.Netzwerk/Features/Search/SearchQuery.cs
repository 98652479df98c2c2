using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What a person typed, as PostgreSQL's <c>websearch_to_tsquery</c> takes it: words, "phrases", -without, or.</summary>
/// <param name="Text">Cleaned and cut; never longer than <see cref="MaxLength"/>.</param>
/// <param name="Typed">The whole input, cleaned only.</param>
public sealed partial record SearchQuery(string Text, string Typed)
{
    /// <summary>Longer than any question somebody types; in characters.</summary>
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
        return new SearchQuery(GermanOr().Replace(LooseMinus().Replace(cut, " "), " or "), clean);
    }

    private static string CutAtWord(string text)
    {
        var end = text.LastIndexOf(' ', MaxLength);
        return text[..(end > 0 ? end : PlainText.CutBefore(text, MaxLength))];
    }

    // websearch_to_tsquery knows "or" only; written large, ODER is meant as an operator.
    [GeneratedRegex(@"\s(ODER|OR)\s")]
    private static partial Regex GermanOr();

    // PostgreSQL takes each minus for one more "not" and gives up after 32 of them.
    [GeneratedRegex(@"-(?![\w""])")]
    private static partial Regex LooseMinus();
}
