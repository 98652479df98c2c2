using System.Buffers;

namespace Lippe.Netzwerk.Sources;

/// <summary>Tells text that no person writes, whose parsing would take seconds, from all other.</summary>
/// <remarks>
/// Markdig looks for the end of a link anew at each bracket, and for its partner at each sign of emphasis; the time
/// grows with the square of their number in a paragraph. The limits are some ten times what long tables of links need.
/// </remarks>
internal sealed class MarkdownCost
{
    private const int Brackets = 20_000;
    private const int BracketsOfParagraph = 1_500;
    private const int StarsOfParagraph = 5_000;
    private const int Definitions = 2_000;
    private const int Headings = 5_000;
    private const int Nesting = 100;

    private static readonly SearchValues<char> Nesters = SearchValues.Create("> -+*\t");

    private int _brackets;
    private int _bracketsOfParagraph;
    private int _starsOfParagraph;
    private int _definitions;
    private int _headings;
    private bool _isTooHigh;

    public static bool IsTooHigh(string markdown)
    {
        var cost = new MarkdownCost();
        foreach (var line in markdown.AsSpan().EnumerateLines())
        {
            cost.Count(line.Trim());
            if (cost._isTooHigh)
                return true;
        }

        return false;
    }

    private void Count(ReadOnlySpan<char> line)
    {
        if (line.IsEmpty)
        {
            (_bracketsOfParagraph, _starsOfParagraph) = (0, 0);
            return;
        }

        var brackets = line.Count('[');
        _brackets += brackets;
        _bracketsOfParagraph += brackets;
        _starsOfParagraph += line.Count('*') + line.Count('_') + line.Count('~');
        if (line[0] == '[' && line.Contains("]:", StringComparison.Ordinal))
            _definitions++;
        if (line[0] == '#' || line.IndexOfAnyExcept('-', '=') < 0)
            _headings++;
        var nesting = line.IndexOfAnyExcept(Nesters);
        _isTooHigh = _brackets > Brackets || _bracketsOfParagraph > BracketsOfParagraph
            || _starsOfParagraph > StarsOfParagraph || _definitions > Definitions || _headings > Headings
            || (nesting < 0 ? line.Length : nesting) > Nesting;
    }
}
