using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Search.Highlight;

namespace Lippe.Netzwerk.Search;

/// <summary>Shows where texts hold the words of a question.</summary>
internal sealed class Excerpts(GermanAnalyzer analyzer, IReadOnlySet<string> terms)
{
    // An excerpt is made from the beginning of a long text only.
    private const int LongestText = 10_000;
    private const int MostParts = 2;
    private const int BeginningLength = 200;

    private readonly WeightedTerm[] _terms = [.. terms.SelectMany(term => (string[])[term, GermanAnalyzer.PartTerm(term)]).Select(term => new WeightedTerm(1, term))];

    /// <summary>The two parts of a text that hold most of the terms, the better first, marked; the beginning when none is there.</summary>
    public string Of(string text)
    {
        var highlighter = new Highlighter(new Marks(), new QueryTermScorer(_terms)) { TextFragmenter = new Sentences(), MaxDocCharsToAnalyze = LongestText };
        using var words = analyzer.GetTokenStream(IndexFields.Text, text);
        var parts = highlighter.GetBestFragments(words, text, MostParts);
        var excerpt = parts.Length == 0 ? text[..Math.Min(text.Length, BeginningLength)] : string.Join(Excerpt.Gap, parts.Select(part => part.Trim()));
        return excerpt.Replace('\n', ' ').Replace('\t', ' ');
    }

    /// <summary>Whether one of the terms is in a text.</summary>
    public bool AreIn(string text) => FirstIn(text) is not null;

    /// <summary>The first word of a text that is one of the terms, as the text writes it; null when there is none.</summary>
    public string? FirstIn(string text)
    {
        using var words = analyzer.GetTokenStream(IndexFields.Text, text);
        var (term, offset) = (words.GetAttribute<ICharTermAttribute>(), words.GetAttribute<IOffsetAttribute>());
        words.Reset();
        while (words.IncrementToken())
        {
            if (terms.Contains(term.ToString().TrimStart(GermanAnalyzer.PartMark)))
                return text[offset.StartOffset..offset.EndOffset];
        }

        return null;
    }

    private sealed class Marks : IFormatter
    {
        public string HighlightTerm(string originalText, TokenGroup tokenGroup) =>
            tokenGroup.TotalScore > 0 ? Excerpt.Start + originalText + Excerpt.End : originalText;
    }

    /// <summary>A part begins with a sentence, unless the one before grows too long.</summary>
    private sealed class Sentences : IFragmenter
    {
        // In words.
        private const int Shortest = 12;
        private const int Longest = 28;

        private string _text = "";
        private IOffsetAttribute _offset = null!;
        private int _words;
        private int _end;

        public void Start(string originalText, TokenStream tokenStream)
        {
            (_text, _words, _end) = (originalText, 0, 0);
            _offset = tokenStream.GetAttribute<IOffsetAttribute>();
        }

        public bool IsNewFragment()
        {
            // Terms at one place are one word.
            if (_offset.StartOffset < _end)
                return false;
            var beginsSentence = _text.AsSpan(_end, _offset.StartOffset - _end).ContainsAny(".!?\n");
            _end = _offset.EndOffset;
            if (++_words <= (beginsSentence ? Shortest : Longest))
                return false;
            _words = 1;
            return true;
        }
    }
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
