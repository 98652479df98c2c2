using System.Globalization;
using System.Text;

namespace Lippe.Netzwerk.Domain;

/// <summary>What typed and imported text looks like before anything is stored.</summary>
public static class PlainText
{
    // More than any language stacks on one letter, and still within its line.
    private const int MostMarks = 3;

    /// <summary>
    /// Line feeds only, composed characters, no towers of marks, no control characters; PostgreSQL cannot store NUL.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var clean = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        var marks = 0;
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value is not ('\n' or '\t') && IsControl(rune))
                continue;
            marks = IsMark(rune) ? marks + 1 : 0;
            if (marks <= MostMarks)
                clean.Append(letters[..rune.EncodeToUtf16(letters)]);
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>
    /// The same for a field of one line, such as a title, a name or an address: white space collapses to single spaces,
    /// and what nobody sees is gone, so that two texts that look alike are alike.
    /// </summary>
    public static string CleanLine(string? text) =>
        string.Join(' ', Visible(Clean(text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Whether a text has a letter or a digit that people see.</summary>
    public static bool HasWords(string? text) => CleanLine(text).EnumerateRunes().Any(Rune.IsLetterOrDigit);

    /// <summary>The last place at or before <paramref name="end"/> where a text may be cut.</summary>
    /// <remarks>Half a surrogate pair cannot be stored.</remarks>
    public static int CutBefore(string text, int end) =>
        char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;

    private static string Visible(string text)
    {
        if (!text.EnumerateRunes().Any(IsInvisible))
            return text;
        Rune[] runes = [.. text.EnumerateRunes()];
        var visible = new StringBuilder(text.Length);
        for (var n = 0; n < runes.Length; n++)
        {
            if (!IsInvisible(runes[n]) || JoinsPictures(runes, n))
                visible.Append(runes[n].ToString());
        }

        return visible.ToString().Normalize(NormalizationForm.FormC);
    }

    // The sign that makes one picture of two.
    private static bool JoinsPictures(Rune[] runes, int n) =>
        runes[n].Value == 0x200D && n > 0 && n + 1 < runes.Length && IsPicture(runes[n - 1]) && IsPicture(runes[n + 1]);

    private static bool IsPicture(Rune rune) =>
        rune.Value == 0xFE0F
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;

    // Soft hyphens, zero-width characters and directions are Format; the others are letters or signs without a shape.
    private static bool IsInvisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format
        || rune.Value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x2800 or 0x3164 or 0xFFA0
            or >= 0x180B and <= 0x180F;

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    // Lone surrogates arrive here as U+FFFD already.
    private static bool IsControl(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0xFEFF or 0x2028 or 0x2029 or 0xFFFE or 0xFFFF;
}
