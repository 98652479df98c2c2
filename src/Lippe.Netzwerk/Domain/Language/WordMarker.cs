using System.Text;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Finds words in a text by their lexemes. The German stemmer only cuts endings and takes the dots from umlauts,
/// so a word's lexeme is the longest lexeme of its document that the word begins with, and nothing but endings follow.
/// </summary>
/// <param name="wanted">The lexemes to find.</param>
/// <param name="lexemes">All lexemes of the document, or at least those that begin with a wanted one.</param>
public sealed partial class WordMarker(IReadOnlyCollection<string> wanted, IReadOnlyCollection<string> lexemes)
{
    /// <summary>Stands before a word that was found.</summary>
    public const char Start = '\u0001';

    /// <summary>Stands behind it.</summary>
    public const char End = '\u0002';

    /// <summary>Stands between two parts of a text that are apart.</summary>
    public const char Gap = '\u0003';

    // In words.
    private const int PartLength = 28;
    private const int WordsBefore = 6;
    private const int LongestWayToSentence = 12;

    // The stemmer leaves as much of a word in any case.
    private const int ShortestStem = 3;

    // So many letters have a place of their own; others share one, which costs a second look only.
    private const int Letters = 32;

    // German words have six letters and a space.
    private const int CharsPerWord = 7;

    // A second look at the same word tells less than a first look at another one.
    private const int WorthOfNew = 4;

    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lexemes = lexemes.ToHashSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly ILookup<char, string> _wanted = wanted.Where(lexeme => lexeme.Length > 0).ToLookup(lexeme => lexeme[0]);

    // Most words are known not to be wanted by their first two letters.
    private readonly bool[] _beginnings = BeginningsOf(wanted);

    /// <summary>Whether a wanted word stands in the text.</summary>
    public bool IsIn(string text) => WordsOf(text).Found.Count > 0;

    /// <summary>The first wanted word as the text writes it; null when none is there.</summary>
    public string? FirstIn(string text)
    {
        var (words, found) = WordsOf(text);
        return found.Count == 0 ? null : text[words[found[0]].Start..words[found[0]].End];
    }

    /// <summary>The two parts of a text that hold most of the wanted words, marked; the beginning when none is there.</summary>
    public string Excerpt(string text)
    {
        var (words, found) = WordsOf(text);
        if (words.Count == 0)
            return "";

        var first = BestPart(text, words, found, new Part(0, 0));
        var second = BestPart(text, words, found, first);
        Part[] parts = second.Length == 0 ? [first] : second.At < first.At ? [second, first] : [first, second];
        return string.Join(Gap, parts.Select(part => Write(text, words, part)));
    }

    /// <returns>All words, and the numbers of those found.</returns>
    private (List<Word> Words, List<int> Found) WordsOf(string text)
    {
        var words = new List<Word>(text.Length / CharsPerWord);
        var found = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            if (!char.IsLetterOrDigit(text[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < text.Length && (char.IsLetterOrDigit(text[at]) || (text[at] == '-' && at + 1 < text.Length && char.IsLetterOrDigit(text[at + 1]))))
                at++;
            var lexeme = LexemeOf(text.AsSpan(start, at - start));
            if (lexeme is not null)
                found.Add(words.Count);
            words.Add(new Word(start, at, lexeme));
        }

        return (words, found);
    }

    // "E-Akte" and "Datenschutz-Folgen" are found by each of their words too.
    private string? LexemeOf(ReadOnlySpan<char> word)
    {
        if (Find(word) is { } whole)
            return whole;
        if (!word.Contains('-'))
            return null;
        foreach (var part in word.Split('-'))
        {
            if (Find(word[part]) is { } lexeme)
                return lexeme;
        }

        return null;
    }

    private string? Find(ReadOnlySpan<char> word)
    {
        if (word.IsEmpty || !(_beginnings[PlaceOf(Plain(word[0]), '\0')] || (word.Length > 1 && _beginnings[PlaceOf(Plain(word[0]), Plain(word[1]))])))
            return null;
        var plain = Plain(word);
        return FindPlain(plain) ?? (plain.Contains('e', StringComparison.Ordinal) ? FindPlain(WithoutWrittenUmlauts(plain)) : null);
    }

    // A lexeme of one letter begins with that letter and any other.
    private static bool[] BeginningsOf(IReadOnlyCollection<string> lexemes)
    {
        var beginnings = new bool[Letters * Letters];
        foreach (var lexeme in lexemes.Where(lexeme => lexeme.Length > 0))
            beginnings[PlaceOf(lexeme[0], lexeme.Length > 1 ? lexeme[1] : '\0')] = true;
        return beginnings;
    }

    private static int PlaceOf(char first, char second) => (first % Letters * Letters) + (second % Letters);

    private string? FindPlain(string word)
    {
        string? longest = null;
        foreach (var lexeme in _wanted[word[0]])
        {
            if (lexeme.Length > (longest?.Length ?? 0) && word.StartsWith(lexeme, StringComparison.Ordinal) && IsFormOf(lexeme, word))
                longest = lexeme;
        }

        for (var length = word.Length; longest is not null && length > longest.Length; length--)
        {
            if (_lexemes.Contains(word.AsSpan(0, length)))
                return null;
        }

        return longest;
    }

    private static bool IsFormOf(string lexeme, string word) =>
        word.Length == lexeme.Length || (lexeme.Length >= ShortestStem && Endings().IsMatch(word.AsSpan(lexeme.Length)));

    // What the stemmer cuts, one behind the other: https://snowballstem.org/algorithms/german/stemmer.html
    [GeneratedRegex("^(?:e|em|en|end|er|ern|es|est|et|heit|ig|ik|in|inn|isch|keit|lich|n|nis|s|st|ung)*$")]
    private static partial Regex Endings();

    private static string Plain(ReadOnlySpan<char> word)
    {
        var plain = new StringBuilder(word.Length + 2);
        foreach (var c in word)
        {
            if (c == 'ß')
                plain.Append("ss");
            else
                plain.Append(Plain(c));
        }

        return plain.ToString();
    }

    private static char Plain(char c) => char.ToLowerInvariant(c) switch
    {
        'ä' => 'a',
        'ö' => 'o',
        'ü' => 'u',
        'ß' => 's',
        var plain => plain,
    };

    private static string WithoutWrittenUmlauts(string word) =>
        word.Replace("ae", "a", StringComparison.Ordinal).Replace("oe", "o", StringComparison.Ordinal).Replace("ue", "u", StringComparison.Ordinal);

    // Without a found word the beginning, unless it is taken. What the part taken shows already is worth less.
    private static Part BestPart(string text, List<Word> words, List<int> found, Part taken)
    {
        var known = found.Where(taken.Holds).Select(at => words[at].Lexeme!).ToHashSet(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var best = taken.Length == 0 ? new Part(0, Math.Min(PartLength, words.Count)) : new Part(0, 0);
        var most = 0;
        for (var n = 0; n < found.Count; n++)
        {
            var start = StartOf(text, words, found[n], taken.End <= found[n] ? taken.End : 0);
            var part = new Part(start, Math.Min(PartLength, words.Count - start));
            if (part.At < taken.End && taken.At < part.End)
                continue;
            var worth = WorthOf(words, found, n, part, known, seen);
            if (worth > most)
                (best, most) = (part, worth);
        }

        return best;
    }

    // A part begins with its sentence, unless that is far away.
    private static int StartOf(string text, List<Word> words, int at, int earliest)
    {
        for (var start = at; start >= Math.Max(earliest, at - LongestWayToSentence); start--)
        {
            if (start == 0 || text.AsSpan(words[start - 1].End, words[start].Start - words[start - 1].End).ContainsAny(".!?\n"))
                return start;
        }

        return Math.Max(earliest, at - WordsBefore);
    }

    /// <param name="words">All words.</param>
    /// <param name="found">The numbers of those found.</param>
    /// <param name="first">Which of them the part was begun for; the first ones in the part may stand before it.</param>
    /// <param name="part">The part.</param>
    /// <param name="known">What is shown already.</param>
    /// <param name="seen">Room to work in.</param>
    private static int WorthOf(List<Word> words, List<int> found, int first, Part part, HashSet<string> known, HashSet<string> seen)
    {
        seen.Clear();
        while (first > 0 && found[first - 1] >= part.At)
            first--;
        var worth = 0;
        for (var n = first; n < found.Count && found[n] < part.End; n++)
            worth += seen.Add(words[found[n]].Lexeme!) && !known.Contains(words[found[n]].Lexeme!) ? WorthOfNew : 1;
        return worth;
    }

    private static string Write(string text, List<Word> words, Part part)
    {
        var excerpt = new StringBuilder();
        var at = words[part.At].Start;
        foreach (var word in words.GetRange(part.At, part.Length))
        {
            Append(excerpt, text.AsSpan(at, word.Start - at));
            if (word.Lexeme is not null)
                excerpt.Append(Start);
            Append(excerpt, text.AsSpan(word.Start, word.End - word.Start));
            if (word.Lexeme is not null)
                excerpt.Append(End);
            at = word.End;
        }

        // The sentence keeps its last sign.
        if (at < text.Length && text[at] is '.' or '!' or '?' or ')' or '“')
            excerpt.Append(text[at]);
        return excerpt.ToString();
    }

    private static void Append(StringBuilder excerpt, ReadOnlySpan<char> text)
    {
        foreach (var c in text)
            excerpt.Append(char.IsControl(c) ? ' ' : c);
    }

    /// <param name="Start">Of the word in the text.</param>
    /// <param name="End">The place behind it.</param>
    /// <param name="Lexeme">The wanted lexeme it stands for; null for other words.</param>
    private readonly record struct Word(int Start, int End, string? Lexeme);

    /// <param name="At">The first word.</param>
    /// <param name="Length">In words.</param>
    private readonly record struct Part(int At, int Length)
    {
        public int End => At + Length;

        public bool Holds(int word) => word >= At && word < End;
    }
}
