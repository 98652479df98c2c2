using System.Globalization;
using System.Text;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Domain;

/// <summary>Makes the part of an address that names a thing.</summary>
public static class Slug
{
    private const int MaxLength = 80;

    /// <summary>
    /// Lower-case ASCII letters, digits and single hyphens; "Förderung für alle" becomes <c>foerderung-fuer-alle</c>.
    /// </summary>
    public static string Of(string text)
    {
        var slug = new StringBuilder(MaxLength);
        foreach (var c in Transliterate(text))
        {
            if (slug.Length == MaxLength)
                break;
            if (char.IsAsciiLetterOrDigit(c))
                slug.Append(c);
            else if (slug.Length > 0 && slug[^1] != '-' && !IsDetachedAccent(c))
                slug.Append('-');
        }

        var trimmed = slug.ToString().Trim('-');
        return trimmed.Length > 0 ? trimmed : "dokument";
    }

    /// <summary>Whether a text is a slug already: what an imported file may be called.</summary>
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= 120
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '_');

    private static bool IsDetachedAccent(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;

    private static string Transliterate(string text) =>
        GermanFold.SpellOut(text).Normalize(NormalizationForm.FormD).ToLowerInvariant();
}
