using System.Text;

namespace Lippe.Netzwerk.Domain;

/// <summary>What typed and imported text looks like before anything is stored.</summary>
public static class PlainText
{
    /// <summary>Line feeds only, composed characters, no control characters; PostgreSQL cannot store NUL.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";

        var clean = new StringBuilder(text.Length);
        Span<char> letters = stackalloc char[2];
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').EnumerateRunes())
        {
            if (rune.Value is '\n' or '\t' || !IsControl(rune))
                clean.Append(letters[..rune.EncodeToUtf16(letters)]);
        }

        return clean.ToString().Normalize(NormalizationForm.FormC);
    }

    /// <summary>The same for a field of one line: white space collapses to single spaces.</summary>
    public static string CleanLine(string? text) =>
        string.Join(' ', Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The last place at or before <paramref name="end"/> where a text may be cut.</summary>
    /// <remarks>Half a surrogate pair cannot be stored.</remarks>
    public static int CutBefore(string text, int end) =>
        char.IsLowSurrogate(text[end]) && char.IsHighSurrogate(text[end - 1]) ? end - 1 : end;

    // Lone surrogates arrive here as U+FFFD already.
    private static bool IsControl(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is 0xFEFF or 0x2028 or 0x2029 or 0xFFFE or 0xFFFF;
}
