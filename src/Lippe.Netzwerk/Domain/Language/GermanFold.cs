using System.Globalization;
using System.Text;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Makes words comparable however they were typed.</summary>
public static class GermanFold
{
    /// <summary>Lower case, ä as ae, ö as oe, ü as ue, ß as ss, no other diacritics; folding twice changes nothing.</summary>
    public static string Fold(string word) => IsFolded(word) ? word : FoldGerman(word) ?? FoldAny(word);

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

    // Null when a letter is none of a German keyboard's.
    private static string? FoldGerman(string word)
    {
        var folded = new StringBuilder(word.Length + 4);
        foreach (var c in word)
        {
            switch (char.ToLowerInvariant(c))
            {
                case 'ä': folded.Append("ae"); break;
                case 'ö': folded.Append("oe"); break;
                case 'ü': folded.Append("ue"); break;
                case 'ß': folded.Append("ss"); break;
                case >= ' ' and <= '~' and var plain: folded.Append(plain); break;
                default: return null;
            }
        }

        return folded.ToString();
    }

    private static string FoldAny(string word) => Strip(
        PlainText.Clean(word).ToLowerInvariant()
            .Replace("ä", "ae", StringComparison.Ordinal)
            .Replace("ö", "oe", StringComparison.Ordinal)
            .Replace("ü", "ue", StringComparison.Ordinal)
            .Replace("ß", "ss", StringComparison.Ordinal));

    private static string Strip(string lower)
    {
        var plain = new StringBuilder(lower.Length);
        foreach (var c in lower.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                plain.Append(c);
        }

        // A letter such as İ is lower case only without its dot.
        return plain.ToString().ToLowerInvariant().Normalize(NormalizationForm.FormC);
    }
}
