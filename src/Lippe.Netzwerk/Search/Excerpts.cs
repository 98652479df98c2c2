using System.Text;

namespace Lippe.Netzwerk.Search;

/// <summary>Shows where texts hold the words of a question, also as part of a compound.</summary>
internal sealed class Excerpts(Lexemes lexemes, IReadOnlySet<string> terms)
{
    // An excerpt is made from the beginning of a long text only.
    private const int LongestText = 10_000;

    // A part has so many words; from the lower number on it ends with a sentence.
    private const int ShortestPart = 12;
    private const int LongestPart = 28;

    /// <summary>The two parts of a text that hold most of the terms, marked; the beginning when none is there.</summary>
    public string Of(string text)
    {
        var parts = PartsOf(WordsOf(text), text);
        if (parts.Count == 0)
            return "";
        var best = parts.MaxBy(part => part.Found.Count)!;
        var second = parts.Where(part => part != best).MaxBy(part => part.Found.Except(best.Found).Count() + (part.Found.Count > 0 ? 1 : 0));
        Part[] shown = second is { Found.Count: > 0 } ? [best, second] : [best];
        return string.Join(Excerpt.Gap, shown.OrderBy(part => part.Words[0].Start).Select(part => Write(part, text)));
    }

    /// <summary>Whether one of the terms is in a text.</summary>
    public bool AreIn(string text) => FirstIn(text) is not null;

    /// <summary>The first word of a text that is one of the terms, as the text writes it; null when there is none.</summary>
    public string? FirstIn(string text)
    {
        for (var reader = new WordReader(text); reader.Next();)
        {
            if (TermIn(lexemes.Of(reader.Letters)) is not null)
                return text[reader.Start..reader.End];
        }

        return null;
    }

    private List<Word> WordsOf(string text)
    {
        var words = new List<Word>();
        var joined = new StringBuilder();
        var first = 0;
        for (var reader = new WordReader(text); reader.Next() && reader.Start < LongestText;)
        {
            (joined, first) = reader.IsHyphenated ? (joined, first) : (joined.Clear(), words.Count);
            joined.Append(reader.Letters);
            words.Add(new Word(reader.Start, reader.End, TermIn(lexemes.Of(reader.Letters))));
            // Written together it may be what was asked for: "Hecken-Kartei".
            if (reader.IsHyphenated && TermIn(lexemes.Of(joined.ToString())) is { } whole)
            {
                for (var n = first; n < words.Count; n++)
                    words[n] = words[n] with { Term = whole };
            }
        }

        return words;
    }

    private string? TermIn(Lexeme lexeme)
    {
        if (terms.Contains(lexeme.Stem))
            return lexeme.Stem;
        foreach (var part in lexeme.Parts)
        {
            if (terms.Contains(part))
                return part;
        }

        return null;
    }

    private static List<Part> PartsOf(List<Word> words, string text)
    {
        var parts = new List<Part>();
        var first = 0;
        for (var n = 1; n <= words.Count; n++)
        {
            var isLong = n - first >= LongestPart || (n - first >= ShortestPart && n < words.Count && EndsSentence(words[n - 1], words[n], text));
            if (!isLong && n < words.Count)
                continue;
            var part = words[first..n];
            parts.Add(new Part(part, [.. part.Select(word => word.Term).OfType<string>()]));
            first = n;
        }

        return parts;
    }

    private static bool EndsSentence(Word word, Word next, string text) =>
        text.AsSpan(word.End, next.Start - word.End).ContainsAny(".!?\n");

    private static string Write(Part part, string text)
    {
        var excerpt = new StringBuilder();
        var at = part.Words[0].Start;
        foreach (var word in part.Words)
        {
            excerpt.Append(text, at, word.Start - at);
            if (word.Term is not null)
                excerpt.Append(Excerpt.Start);
            excerpt.Append(text, word.Start, word.End - word.Start);
            if (word.Term is not null)
                excerpt.Append(Excerpt.End);
            at = word.End;
        }

        // The sentence keeps its last sign.
        if (at < text.Length && text[at] is '.' or '!' or '?' or ')' or '“')
            excerpt.Append(text[at]);
        return excerpt.Replace('\n', ' ').Replace('\t', ' ').ToString();
    }

    /// <param name="Start">In the text.</param>
    /// <param name="End">The place behind it.</param>
    /// <param name="Term">The term it stands for; null for other words.</param>
    private readonly record struct Word(int Start, int End, string? Term);

    /// <param name="Words">One behind the other.</param>
    /// <param name="Found">The terms among them, each once.</param>
    private sealed record Part(List<Word> Words, HashSet<string> Found);
}

/// <summary>Where a document matches.</summary>
/// <param name="Text">With the signs below.</param>
/// <param name="Headings">The headings that match, with their anchors, without <c>#</c>.</param>
public sealed record Excerpt(string Text, IReadOnlyList<(string Anchor, string Text)> Headings)
{
    /// <summary>Stands before a word that was found.</summary>
    public const char Start = '\u0001';

    /// <summary>Stands behind it.</summary>
    public const char End = '\u0002';

    /// <summary>Stands between two parts of a text that are apart.</summary>
    public const char Gap = '\u0003';
}
