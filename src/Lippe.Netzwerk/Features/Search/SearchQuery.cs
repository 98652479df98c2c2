using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What a person typed, as PostgreSQL's <c>websearch_to_tsquery</c> takes it: words, "phrases", -without, or.</summary>
/// <param name="Text">Cleaned and cut; never longer than <see cref="MaxLength"/>.</param>
/// <param name="WasCut">Whether the rest of a very long input was dropped.</param>
public sealed partial record SearchQuery(string Text, bool WasCut)
{
    /// <summary>Longer than any question somebody types; in characters.</summary>
    public const int MaxLength = 300;

    /// <summary>Whether nothing is asked for: no word, or only words to leave out.</summary>
    public bool IsEmpty => !WantedWord().IsMatch(Text);

    /// <summary>Takes any input, however absurd.</summary>
    public static SearchQuery Parse(string? input)
    {
        var clean = PlainText.CleanLine(input);
        var cut = clean.Length <= MaxLength ? clean : CutAtWord(clean);
        return new SearchQuery(GermanOr().Replace(LooseMinus().Replace(cut, " "), " or "), cut.Length < clean.Length);
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

    // A word not preceded by a minus.
    [GeneratedRegex(@"(?:^|[\s""(])[^\s\w-]*\w")]
    private static partial Regex WantedWord();
}
