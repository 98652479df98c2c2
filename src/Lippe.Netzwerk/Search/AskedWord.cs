using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>A word of a question, or several that hyphens join.</summary>
/// <param name="Typed">As typed.</param>
/// <param name="Segments">The words between the hyphens; one for a plain word.</param>
/// <param name="Whole">All of them written together; the word itself when there is one only.</param>
internal sealed record AskedWord(string Typed, IReadOnlyList<Lexeme> Segments, Lexeme Whole)
{
    /// <summary>Whether it counts at all.</summary>
    public bool Counts => Whole.Stem.Length > 0 || Segments.Any(segment => segment.Stem.Length > 0);

    /// <summary>All terms that stand for it in a text, parts of compounds among them.</summary>
    public IEnumerable<string> Stems => Lexemes.SelectMany(lexeme => lexeme.Parts.Prepend(lexeme.Stem)).Distinct();

    private IEnumerable<Lexeme> Lexemes => Segments.Append(Whole).Where(lexeme => lexeme.Stem.Length > 0).DistinctBy(lexeme => lexeme.Stem);

    /// <summary>Where it begins in the text that was typed.</summary>
    public int Start { get; init; }

    /// <summary>Reads the words of a text; some never count.</summary>
    public static IReadOnlyList<AskedWord> In(string text, Lexemes lexemes)
    {
        var words = new List<AskedWord>();
        var reader = new WordReader(text);
        for (var hasWord = reader.Next(); hasWord;)
        {
            var (start, end, letters) = (reader.Start, reader.End, "");
            var segments = new List<Lexeme>();
            do
            {
                segments.Add(lexemes.Of(reader.Letters));
                letters += reader.Letters.ToString();
                end = reader.End;
                hasWord = reader.Next();
            }
            while (hasWord && reader.IsHyphenated);
            words.Add(new AskedWord(text[start..end], segments, segments.Count == 1 ? segments[0] : lexemes.Of(letters)) { Start = start });
        }

        return words;
    }

    /// <summary>The same word, of which no parts of a compound stand for it.</summary>
    public AskedWord Undivided() => this with { Segments = [.. Segments.Select(Undivided)], Whole = Undivided(Whole) };

    /// <summary>Matches documents that hold the word: as itself, in a compound, written together or apart, or in all of its parts.</summary>
    public Query Matching() => Segments.Count == 1 ? Matching(Whole) : QueryOf.Any([Matching(Whole), QueryOf.All(Segments.Select(Matching))]);

    /// <summary>Scores documents that hold the word or part of it.</summary>
    /// <param name="weights">What each kind of match is worth.</param>
    /// <param name="share">How much of a word it is.</param>
    public Query Scoring(Weights weights, float share)
    {
        var scoring = new BooleanQuery(disableCoord: true);
        foreach (var lexeme in Lexemes)
        {
            Add(scoring, lexeme.Stem, weights, share);
            foreach (var part in lexeme.Parts.Distinct())
                Add(scoring, part, weights, share * weights.AskedPart);
        }

        return scoring;
    }

    private static void Add(BooleanQuery scoring, string stem, Weights weights, float share)
    {
        Add(scoring, IndexFields.Text, stem, weights, share);
        Add(scoring, IndexFields.Title, stem, weights, share * weights.Title);
    }

    private static void Add(BooleanQuery scoring, string field, string stem, Weights weights, float weight)
    {
        Add(scoring, new Term(field, stem), weight);
        Add(scoring, new Term(field, GermanAnalyzer.PartTerm(stem)), weight * weights.Part);
    }

    private static void Add(BooleanQuery scoring, Term term, float weight)
    {
        if (weight > 0)
            scoring.Add(new TermQuery(term) { Boost = weight }, Occur.SHOULD);
    }

    private static Lexeme Undivided(Lexeme lexeme) => lexeme with { Parts = [] };

    private static Query Matching(Lexeme lexeme) => lexeme switch
    {
        { Stem: "" } => QueryOf.Everything,
        { Parts: [] } => Holding(lexeme.Stem),
        _ => QueryOf.Any([Holding(lexeme.Stem), QueryOf.All(lexeme.Parts.Select(Holding))]),
    };

    private static Query Holding(string stem) => QueryOf.Any([QueryOf.Text(stem), QueryOf.Text(GermanAnalyzer.PartTerm(stem))]);
}
