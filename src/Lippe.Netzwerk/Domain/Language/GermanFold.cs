using System.Globalization;
using System.Text;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Makes words comparable however they were typed.</summary>
public static class GermanFold
{
    /// <summary>
    /// Lower case, ä as ae, ö as oe, ü as ue, ß as ss, no other diacritics, no soft hyphens and signs of no width;
    /// folding twice changes nothing.
    /// </summary>
    public static string Fold(string word) => IsFolded(word) ? word : Strip(SpellOut(word));

    /// <summary>Lower case with letters only as they look: ä as a, ö as o, ü as u; ß as ss.</summary>
    public static string Plain(string word) =>
        Strip(PlainText.Clean(word).ToLowerInvariant().Replace("ß", "ss", StringComparison.Ordinal));

    /// <summary>Lower case, ä as ae, ö as oe, ü as ue, ß as ss; all else stays.</summary>
    /// <remarks>File names of a Mac and copied text hold umlauts as two characters, which are joined first.</remarks>
    public static string SpellOut(string text) => PlainText.Clean(text).ToLowerInvariant()
        .Replace("ä", "ae", StringComparison.Ordinal)
        .Replace("ö", "oe", StringComparison.Ordinal)
        .Replace("ü", "ue", StringComparison.Ordinal)
        .Replace("ß", "ss", StringComparison.Ordinal);

    // Most words are plain already and cost no allocation.
    private static bool IsFolded(string word)
    {
        foreach (var c in word)
        {
            if (c is < ' ' or > '~' or (>= 'A' and <= 'Z'))
                return false;
        }

        return true;
    }

    private static string Strip(string lower)
    {
        var plain = new StringBuilder(lower.Length);
        foreach (var c in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                plain.Append(c);
        }

        // A letter such as İ is lower case only without its dot.
        return plain.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }
}
