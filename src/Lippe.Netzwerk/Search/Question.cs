using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>A question as it was understood: words, "phrases", -without, ODER; synonyms beside its words.</summary>
internal sealed partial class Question
{
    // Of a question of more words, a document that holds most may well be better than one that holds all.
    private const int WordsThatMustAllMatch = 2;

    private const int MostSynonyms = 8;

    // More than anybody asks; further ones are left out.
    private const int MostWords = 64;

    // Words between two neighbours.
    private const int Slop = 3;

    private readonly List<Choice> _choices;
    private readonly List<(SynonymMatch Match, IReadOnlyList<AskedWord> Partner)> _synonyms = [];

    private Question(List<Choice> choices) => _choices = choices;

    /// <summary>The words asked for that count.</summary>
    public IEnumerable<AskedWord> Words => _choices.SelectMany(choice => choice.Words).Where(word => word.Counts);

    /// <summary>Words and phrases searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; private init; } = [];

    /// <summary>Whether no word is asked for that counts.</summary>
    public bool IsEmpty => !Words.Any() && _synonyms.Count == 0 && !HasPhrase;

    /// <summary>Whether the order of some words matters.</summary>
    public bool HasPhrase => _choices.Any(choice => choice.Phrases.Count > 0);

    /// <summary>Whether words only are asked for, so that a document that holds most of them is an answer too.</summary>
    public bool IsPlain => !HasPhrase && _choices.Count == 1;

    /// <summary>Whether there is something a document must not hold.</summary>
    public bool HasExcluded => _choices.Any(choice => choice.Excluded.Count > 0);

    /// <summary>All terms that an excerpt shows.</summary>
    public IReadOnlySet<string> Terms => Words.Concat(PhraseWords).Concat(_synonyms.SelectMany(synonym => synonym.Partner))
        .SelectMany(word => word.Stems).ToHashSet(StringComparer.Ordinal);

    private bool AllComeFirst => Words.Count() <= WordsThatMustAllMatch;

    private IEnumerable<AskedWord> PhraseWords => _choices.SelectMany(choice => choice.Phrases).SelectMany(phrase => phrase).Where(word => word.Counts);

    /// <summary>Understands whatever was typed.</summary>
    public static Question Parse(string text, HubLanguage language)
    {
        var choices = new List<Choice> { new([], [], []) };
        var left = MostWords;
        foreach (Match piece in Piece().Matches(DoubleQuote().Replace(text, "\"")))
        {
            var words = AskedWord.In(piece.Groups["phrase"].Value + piece.Groups["words"].Value, language.Lexemes).Take(left).ToList();
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

        return new Question([.. choices.Where(choice => !choice.IsEmpty)]).With(language);
    }

    /// <summary>The words of a question, whatever their order.</summary>
    public static string WithoutQuotes(string text) => DoubleQuote().Replace(text, " ").Trim();

    /// <summary>Matches the documents that answer the whole question.</summary>
    public Query Matching() => QueryOf.Any(_choices.Select(choice => choice.Without(MatchingIn(choice))));

    /// <summary>Matches the documents that answer a part of it.</summary>
    public Query MatchingSome() => _choices[0].Without(AllComeFirst
        ? QueryOf.Any(Words.Concat(_synonyms.SelectMany(synonym => synonym.Partner)).Select(word => word.Matching()))
        : QueryOf.Any(Terms.SelectMany(term => (string[])[term, GermanAnalyzer.PartTerm(term)]).Select(QueryOf.Text)));

    /// <summary>Scores documents by what they hold of the question.</summary>
    public Query Scoring(Weights weights)
    {
        // The more of the words a document holds, the more each counts.
        var words = new BooleanQuery();
        foreach (var word in Words.Concat(PhraseWords).DistinctBy(word => word.Whole.Stem))
            words.Add(word.Scoring(weights, 1), Occur.SHOULD);
        return QueryOf.Any(_synonyms.SelectMany(synonym => synonym.Partner).Select(word => word.Scoring(weights, weights.Synonym))
            .Concat(_choices.SelectMany(choice => NeighboursIn(choice, weights.Neighbours))).Append(words));
    }

    /// <summary>Matches the documents that come first, whatever their score; null when there are none such.</summary>
    public Query? First() => AllComeFirst && IsPlain && !IsEmpty ? Matching() : null;

    // Whoever quotes or chooses means just what is written.
    private Question With(HubLanguage language)
    {
        if (!IsPlain || HasExcluded)
            return new Question([.. _choices.Select(choice => HasPhrase ? choice.Undivided() : choice)]);

        var synonyms = language.Synonyms.In([.. _choices[0].Words.Select(word => word.Typed)])
            .SelectMany(match => match.Partners.Select(partner => (Match: match, Partner: partner))).Take(MostSynonyms).ToList();
        var question = new Question(_choices) { Synonyms = [.. synonyms.Select(synonym => synonym.Partner)] };
        foreach (var (match, partner) in synonyms)
            question._synonyms.Add((match, [.. AskedWord.In(partner, language.Lexemes).Where(word => word.Counts).Select(word => word.Undivided())]));
        return question;
    }

    private BooleanQuery MatchingIn(Choice choice)
    {
        var matching = QueryOf.All(choice.Phrases.Select(QueryOfPhrase));
        var at = 0;
        foreach (var synonyms in _synonyms.GroupBy(synonym => synonym.Match))
        {
            AddWords(matching, choice.Words[at..synonyms.Key.Start]);
            at = synonyms.Key.Start + synonyms.Key.Length;
            var itself = choice.Words[synonyms.Key.Start..at].Where(word => word.Counts).ToList();
            matching.Add(
                QueryOf.Any(synonyms.Select(synonym => synonym.Partner).Append(itself).Where(words => words.Count > 0).Select(words => QueryOf.All(words.Select(word => word.Matching())))),
                Occur.MUST);
        }

        AddWords(matching, choice.Words[at..]);
        return matching;
    }

    private static void AddWords(BooleanQuery matching, IEnumerable<AskedWord> words)
    {
        foreach (var word in words.Where(word => word.Counts))
            matching.Add(word.Matching(), Occur.MUST);
    }

    private static Query QueryOfPhrase(IReadOnlyList<AskedWord> words)
    {
        var phrase = new PhraseQuery();
        foreach (var (position, segment) in words.SelectMany(word => word.Segments).Index())
        {
            if (segment.Stem.Length > 0)
                phrase.Add(new Term(IndexFields.Text, segment.Stem), position);
        }

        return phrase;
    }

    private static IEnumerable<Query> NeighboursIn(Choice choice, float weight)
    {
        var words = choice.Words.SelectMany(word => word.Segments).Index().Where(word => word.Item.Stem.Length > 0).ToList();
        foreach (var (one, other) in words.Zip(words.Skip(1)))
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

    [GeneratedRegex("""(?<not>(?<!\S)-)?"(?<phrase>[^"]*)"|(?<or>(?<!\S)(?:ODER|OR|or)(?!\S))|(?<not>(?<!\S)-)?(?<words>[^\s"]+)""")]
    private static partial Regex Piece();

    /// <summary>What a document must hold and must not hold; of several, one is enough.</summary>
    private sealed record Choice(List<AskedWord> Words, List<IReadOnlyList<AskedWord>> Phrases, List<IReadOnlyList<AskedWord>> Excluded)
    {
        public bool IsEmpty => Words.Count == 0 && Phrases.Count == 0;

        public Choice Undivided() => this with { Words = [.. Words.Select(word => word.Undivided())] };

        public Query Without(BooleanQuery matching)
        {
            foreach (var words in Excluded.Where(words => words.Any(word => word.Counts)))
                matching.Add(words.Count == 1 ? words[0].Undivided().Matching() : QueryOfPhrase(words), Occur.MUST_NOT);
            return matching;
        }
    }
}
