using System.Globalization;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Domain;

/// <summary>Whole numbers as Germans write them.</summary>
public static partial class GermanNumber
{
    /// <summary>Reads "12000", "12.000" and "12 000"; null for anything else, and for more than two thousand million.
    /// </summary>
    public static int? Parse(string typed)
    {
        var text = typed.Trim();
        var digits = Grouped().IsMatch(text) ? text.Where(char.IsAsciiDigit).ToArray() : text.ToCharArray();
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    [GeneratedRegex(@"^\d{1,3}([. \u00A0\u202F]\d{3})+$", RegexOptions.CultureInvariant)]
    private static partial Regex Grouped();
}
