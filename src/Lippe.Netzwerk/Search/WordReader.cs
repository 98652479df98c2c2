using System.Globalization;

namespace Lippe.Netzwerk.Search;

/// <summary>Reads the words of a text one behind the other: letters and digits; all other signs part words.</summary>
/// <param name="text">Any text.</param>
internal sealed class WordReader(string text)
{
    /// <summary>Longer words are cut, in letters; nobody types them.</summary>
    public const int LongestWord = 120;

    private readonly char[] _letters = new char[LongestWord];
    private int _at;
    private int _length;

    /// <summary>Where the word begins in the text.</summary>
    public int Start { get; private set; }

    /// <summary>The place behind it.</summary>
    public int End { get; private set; }

    /// <summary>Whether only a hyphen stands between the word before and this one: "E-Akte".</summary>
    public bool IsHyphenated { get; private set; }

    /// <summary>The word as written, without soft hyphens and signs of no width.</summary>
    public ReadOnlySpan<char> Letters => _letters.AsSpan(0, _length);

    /// <summary>Goes on to the next word; false at the end of the text.</summary>
    public bool Next()
    {
        var before = _at;
        while (_at < text.Length && WidthAt(_at) == 0)
            _at++;
        if (_at == text.Length)
            return false;

        var between = text.AsSpan(before, _at - before);
        IsHyphenated = End > 0 && between.Length == 1 && IsHyphen(between[0]);
        Start = _at;
        _length = 0;
        while (_at < text.Length && (WidthAt(_at) is var width && (width > 0 || IsSilent(text[_at]))))
        {
            var letter = text.AsSpan(_at, Math.Max(width, 1));
            if (width > 0 && _length + width <= LongestWord)
            {
                letter.CopyTo(_letters.AsSpan(_length));
                _length += width;
            }

            _at += letter.Length;
        }

        End = _at;
        return true;
    }

    // In chars; 0 when it belongs to no word.
    private int WidthAt(int at)
    {
        if (char.IsLetterOrDigit(text[at]))
            return 1;
        return char.IsHighSurrogate(text[at]) && char.IsLetterOrDigit(text, at) ? 2 : 0;
    }

    private static bool IsHyphen(char c) => c is '-' or '\u2010' or '\u2011';

    // Soft hyphens, joiners, and marks that no composed letter exists for.
    private static bool IsSilent(char c) =>
        c is '\u00ad' or '\u2060' or '\ufeff' or (>= '\u200b' and <= '\u200d')
        || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
