using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>A word of a search, or several that hyphens join.</summary>
/// <param name="Typed">As typed.</param>
/// <param name="Start">Where it begins in the text that was typed.</param>
/// <param name="Joined">The words that hyphens join; one for a plain word.</param>
/// <param name="Whole">All of them written together; the word itself when there is one only.</param>
internal sealed record AskedWord(string Typed, int Start, IReadOnlyList<Lexeme> Joined, Lexeme Whole)
{
    /// <summary>Whether it counts at all.</summary>
    public bool Counts => Lexemes.Any();

    /// <summary>All terms that stand for it in a text, parts of compounds among them.</summary>
    public IEnumerable<string> Terms => Lexemes.SelectMany(lexeme => lexeme.Parts.Prepend(lexeme.Stem))
        .SelectMany(stem => (string[])[stem, GermanAnalyzer.PartTerm(stem)]);

    private IEnumerable<Lexeme> Lexemes =>
        Joined.Append(Whole).Where(lexeme => lexeme.Counts).DistinctBy(lexeme => lexeme.Stem);

    /// <summary>Reads the words of a text; some never count.</summary>
    public static IReadOnlyList<AskedWord> In(string text, Lexicon lexicon) =>
        [.. GermanAnalyzer.WordsIn(text).Select(word => Of(word.Value, word.Index, lexicon))];

    /// <summary>The same word, of which no parts of a compound stand for it.</summary>
    public AskedWord Undivided() => this with { Joined = [.. Joined.Select(Undivided)], Whole = Undivided(Whole) };

    /// <summary>
    /// Matches documents that hold the word: as itself, in a compound, written together or apart, or in all of its
    /// parts.
    /// </summary>
    public Query MatchingIn(Snapshot snapshot)
    {
        var whole = Matching(Whole, snapshot);
        return Joined.Count == 1
            ? whole
            : QueryOf.Any([whole, QueryOf.All(Joined.Select(lexeme => Matching(lexeme, snapshot)))]);
    }

    /// <summary>Scores documents that hold the word or part of it.</summary>
    /// <param name="snapshot">What holds them.</param>
    /// <param name="weights">What each kind of match is worth.</param>
    /// <param name="share">How much of a word it is.</param>
    public Query ScoringIn(Snapshot snapshot, Weights weights, float share) => QueryOf.Any(Lexemes.SelectMany(lexeme =>
        lexeme.Parts.Distinct().SelectMany(part => Scoring(part, snapshot, weights, share * weights.AskedPart))
            .Concat(Scoring(lexeme.Stem, snapshot, weights, share))));

    private static IEnumerable<Query> Scoring(string stem, Snapshot snapshot, Weights weights, float share)
    {
        (string Field, string Term, float Weight)[] terms =
        [
            (IndexFields.Text, stem, share),
            (IndexFields.Text, GermanAnalyzer.PartTerm(stem), share * weights.Part),
            (IndexFields.Title, stem, share * weights.Title),
            (IndexFields.Title, GermanAnalyzer.PartTerm(stem), share * weights.Title * weights.Part),
        ];
        foreach (var (field, term, weight) in terms.Where(term => term.Weight > 0))
        {
            var query = snapshot.With(field, term);
            query.Boost = weight;
            yield return query;
        }
    }

    private static AskedWord Of(string typed, int start, Lexicon lexicon)
    {
        var joined = GermanAnalyzer.JoinedIn(typed).ToList();
        var whole = joined.Count == 1 ? typed : string.Concat(joined);
        return new AskedWord(typed, start, [.. joined.Select(word => lexicon.Of(word))], lexicon.Of(whole));
    }

    private static Lexeme Undivided(Lexeme lexeme) => lexeme with { Parts = [] };

    private static Query Matching(Lexeme lexeme, Snapshot snapshot) => lexeme switch
    {
        { Counts: false } => QueryOf.Everything,
        { Parts: [] } => Holding(lexeme.Stem, snapshot),
        _ => QueryOf.Any(
            [Holding(lexeme.Stem, snapshot), QueryOf.All(lexeme.Parts.Select(part => Holding(part, snapshot)))]),
    };

    private static Query Holding(string stem, Snapshot snapshot) =>
        QueryOf.Any([snapshot.With(stem), snapshot.With(GermanAnalyzer.PartTerm(stem))]);
}
