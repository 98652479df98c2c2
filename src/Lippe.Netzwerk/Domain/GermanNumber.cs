using System.Globalization;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Domain;

/// <summary>Numbers as Germans write them.</summary>
public static partial class GermanNumber
{
    /// <summary>Reads "12000", "12.000" and "12 000"; null for anything else, and for more than two thousand million.
    /// </summary>
    public static int? ParseWhole(string typed) =>
        Parse(typed) is { } number && decimal.IsInteger(number) && number is >= 0 and <= int.MaxValue
            ? (int)number
            : null;

    /// <summary>Reads "2,5" and "2.5", too, with two places at most; null for what is no number.</summary>
    /// <remarks>A number too large to be held is as large as can be.</remarks>
    public static decimal? Parse(string typed)
    {
        if (Number().Match(typed.Trim()) is not { Success: true } match)
            return null;
        var digits = string.Concat(match.Groups["whole"].Value.Where(char.IsAsciiDigit));
        var text = $"{match.Groups["sign"].Value}{digits}.{match.Groups["part"].Value}";
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : decimal.MaxValue;
    }

    [GeneratedRegex(
        @"^(?<sign>-?)((?<whole>[0-9]+|[0-9]{1,3}([. \u00A0\u202F][0-9]{3})+)(,(?<part>[0-9]{1,2}))?"
        + @"|(?<whole>[0-9]+)\.(?<part>[0-9]{1,2}))$",
        RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
