using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// A search to one index as it was understood: words, "phrases", -without, ODER; synonyms beside its words.
/// </summary>
internal sealed partial class AskedText
{
    // Of a search of more words, a document that holds most may well be better than one that holds all.
    private const int WordsThatMustAllMatch = 2;

    private const int MostSynonyms = 8;

    // More than anybody asks; further ones are left out.
    private const int MostWords = 64;

    // Words between two neighbours.
    private const int Slop = 3;

    private readonly Snapshot _snapshot;
    private readonly IReadOnlyList<Choice> _choices;
    private readonly IReadOnlyList<Synonym> _synonyms;

    private AskedText(Snapshot snapshot, IReadOnlyList<Choice> choices, IReadOnlyList<Synonym> synonyms) =>
        (_snapshot, _choices, _synonyms) = (snapshot, choices, synonyms);

    /// <summary>Words and phrases searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms => [.. _synonyms.Select(synonym => synonym.Typed)];

    /// <summary>Whether no word is asked for that counts.</summary>
    public bool IsEmpty => !Words.Any() && _synonyms.Count == 0 && !HasPhrase;

    /// <summary>Whether the order of some words matters.</summary>
    public bool HasPhrase => _choices.Any(choice => choice.Phrases.Count > 0);

    /// <summary>
    /// Whether words only are asked for, so that a document that holds most of them is an answer too.
    /// </summary>
    public bool IsPlain => !HasPhrase && _choices.Count == 1;

    /// <summary>Whether there is something a document must not hold.</summary>
    public bool HasExcluded => _choices.Any(choice => choice.Excluded.Count > 0);

    /// <summary>All terms that a document may hold of it.</summary>
    public IReadOnlyList<string> Terms => field ??=
        [.. Words.Concat(PhraseWords).Concat(SynonymWords).SelectMany(word => word.Terms).Distinct()];

    /// <summary>Matches the documents that answer the whole search.</summary>
    public Query Matching => field ??= QueryOf.Any(_choices.Select(choice => choice.Without(_snapshot, QueryOf.All(
        [.. MatchingWords(choice.Words), .. choice.Phrases.Select(phrase => PhraseOf(phrase))]))));

    private IEnumerable<AskedWord> Words => _choices.SelectMany(choice => choice.Words).Where(word => word.Counts);

    private IEnumerable<AskedWord> PhraseWords =>
        _choices.SelectMany(choice => choice.Phrases).SelectMany(phrase => phrase).Where(word => word.Counts);

    private IEnumerable<AskedWord> SynonymWords => _synonyms.SelectMany(synonym => synonym.Words);

    private bool AllComeFirst => Words.Count() <= WordsThatMustAllMatch;

    /// <summary>Understands whatever was typed.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="snapshot">What is asked.</param>
    public static AskedText Parse(string text, Snapshot snapshot)
    {
        var choices = new List<Choice> { new([], [], []) };
        var left = MostWords;
        foreach (Match piece in Piece().Matches(DoubleQuote().Replace(text, "\"")))
        {
            var typed = piece.Groups["phrase"].Value + piece.Groups["words"].Value;
            var words = AskedWord.In(typed, snapshot.Language.Lexicon).Take(left).ToList();
            left -= words.Count;
            if (piece.Groups["or"].Success)
                choices.Add(new Choice([], [], []));
            else if (piece.Groups["not"].Success)
                choices[^1].Excluded.Add(words);
            else if (piece.Groups["phrase"].Success)
                choices[^1].Phrases.Add(words);
            else
                choices[^1].Words.AddRange(words);
        }

        var asked = new AskedText(snapshot, [.. choices.Where(choice => !choice.IsEmpty)], []);
        // Whoever quotes means just what is written, and whoever chooses knows the words.
        if (asked.HasPhrase)
            return new AskedText(snapshot, [.. asked._choices.Select(choice => choice.Undivided())], []);
        return asked.IsPlain && !asked.HasExcluded ? asked.WithSynonyms() : asked;
    }

    /// <summary>The words of a search, whatever their order.</summary>
    public static string WithoutQuotes(string text) => DoubleQuote().Replace(text, " ").Trim();

    /// <summary>Matches the documents that answer a part of it.</summary>
    public Query MatchingSome() => _choices[0].Without(_snapshot, QueryOf.Any(
        AllComeFirst
            ? Words.Concat(SynonymWords).Select(word => word.MatchingIn(_snapshot))
            : Terms.Select(_snapshot.With)));

    /// <summary>Matches the documents that come first, whatever their score; null when there are none such.</summary>
    public Query? First() => AllComeFirst && IsPlain && !IsEmpty ? Matching : null;

    /// <summary>Scores documents by what they hold of the search.</summary>
    public Query Scoring(Weights weights)
    {
        // The more of the words a document holds, the more each counts.
        var words = new BooleanQuery();
        foreach (var word in Words.Concat(PhraseWords).DistinctBy(word => word.Whole.Stem))
            words.Add(word.ScoringIn(_snapshot, weights, 1), Occur.SHOULD);
        return QueryOf.Any(
        [
            .. SynonymWords.Select(word => word.ScoringIn(_snapshot, weights, weights.Synonym)),
            .. _choices.SelectMany(choice => Neighbours(choice.Words, weights.Neighbours)),
            words,
        ]);
    }

    /// <summary>
    /// The words, as typed, that a document with some of the terms lacks; none when it answers the search.
    /// </summary>
    public IReadOnlyList<string> MissingIn(IReadOnlySet<string> terms) => !IsPlain || QueryOf.Matches(Matching, terms)
        ? []
        : [.. Words.Where(word => !QueryOf.Matches(word.MatchingIn(_snapshot), terms)).Select(word => word.Typed)];

    private AskedText WithSynonyms()
    {
        var synonyms =
            from match in _snapshot.Language.Synonyms.In([.. _choices[0].Words.Select(word => word.Typed)])
            from partner in match.Partners
            let words = AskedWord.In(partner, _snapshot.Language.Lexicon).Where(word => word.Counts)
            select new Synonym(match, partner, [.. words.Select(word => word.Undivided())]);
        return new AskedText(_snapshot, _choices, [.. synonyms.Take(MostSynonyms)]);
    }

    // A word that has synonyms is there if one of them is.
    private IEnumerable<Query> MatchingWords(List<AskedWord> words)
    {
        var at = 0;
        foreach (var synonyms in _synonyms.GroupBy(synonym => synonym.Match))
        {
            var end = synonyms.Key.Start + synonyms.Key.Length;
            foreach (var word in All(words[at..synonyms.Key.Start]))
                yield return word;
            var meanings = synonyms.Select(synonym => synonym.Words).Prepend(words[synonyms.Key.Start..end]);
            yield return QueryOf.Any(meanings.Select(All).Where(meaning => meaning.Count > 0).Select(QueryOf.All));
            at = end;
        }

        foreach (var word in All(words[at..]))
            yield return word;
    }

    private List<Query> All(IEnumerable<AskedWord> words) =>
        [.. words.Where(word => word.Counts).Select(word => word.MatchingIn(_snapshot))];

    private static PhraseQuery PhraseOf(IEnumerable<AskedWord> words)
    {
        var phrase = new PhraseQuery();
        foreach (var (position, lexeme) in words.SelectMany(word => word.Joined).Index())
        {
            if (lexeme.Counts)
                phrase.Add(new Term(IndexFields.Text, lexeme.Stem), position);
        }

        return phrase;
    }

    private static IEnumerable<Query> Neighbours(IEnumerable<AskedWord> words, float weight)
    {
        var lexemes = words.SelectMany(word => word.Joined).Index().Where(lexeme => lexeme.Item.Counts).ToList();
        foreach (var (one, other) in lexemes.Zip(lexemes.Skip(1)))
        {
            var phrase = new PhraseQuery { Slop = Slop, Boost = weight };
            phrase.Add(new Term(IndexFields.Text, one.Item.Stem), 0);
            phrase.Add(new Term(IndexFields.Text, other.Item.Stem), other.Index - one.Index);
            yield return phrase;
        }
    }

    // All double quotation marks of this continent.
    [GeneratedRegex("[\"„“”‟«»]")]
    private static partial Regex DoubleQuote();

    [GeneratedRegex(
        """
        (?<not>(?<!\S)-)?"(?<phrase>[^"]*)" |
        (?<or>(?<!\S)(?:ODER|OR|or)(?!\S)) |
        (?<not>(?<!\S)-)?(?<words>[^\s"]+)
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Piece();

    /// <summary>What a document must hold and must not hold; of several, one is enough.</summary>
    private sealed record Choice(
        List<AskedWord> Words, List<IReadOnlyList<AskedWord>> Phrases, List<IReadOnlyList<AskedWord>> Excluded)
    {
        public bool IsEmpty => Words.Count == 0 && Phrases.Count == 0;

        public Choice Undivided() => this with { Words = [.. Words.Select(word => word.Undivided())] };

        public Query Without(Snapshot snapshot, BooleanQuery matching)
        {
            foreach (var words in Excluded.Where(words => words.Any(word => word.Counts)))
            {
                Query excluded = words is [var word] ? word.Undivided().MatchingIn(snapshot) : PhraseOf(words);
                matching.Add(excluded, Occur.MUST_NOT);
            }

            return matching;
        }
    }

    private sealed record Synonym(SynonymMatch Match, string Typed, IReadOnlyList<AskedWord> Words);
}
