using NpgsqlTypes;

namespace Lippe.Netzwerk.Search;

/// <summary>A question as PostgreSQL understood it, with synonyms beside its words and the parts of its compounds.</summary>
public sealed class AskedWords
{
    // Of a question of more words, a document that holds most may well be better than one that holds all.
    private const int WordsThatMustAllMatch = 2;

    /// <summary>Asks for nothing.</summary>
    public static readonly AskedWords Nothing = new("", new NpgsqlTsQueryEmpty(), [], [], SearchWords.None);

    // Beginnings are compared before a word is split, because splitting costs a hundred times as much.
    private const int Beginning = 4;
    private const int ShortestPart = 3;

    private readonly NpgsqlTsQuery[] _questions;
    private readonly SearchWords _words;

    /// <summary>Takes what PostgreSQL made of a question.</summary>
    /// <param name="text">The question as typed.</param>
    /// <param name="question">The question itself.</param>
    /// <param name="withSynonyms">The same question with a synonym in place of a word, once for each.</param>
    /// <param name="synonyms">The synonyms themselves.</param>
    /// <param name="words">The language of the hub.</param>
    public AskedWords(string text, NpgsqlTsQuery question, IReadOnlyList<NpgsqlTsQuery> withSynonyms, IReadOnlyList<string> synonyms, SearchWords words)
    {
        (Text, Synonyms, _words) = (text, synonyms, words);
        // Without quotation marks the order that PostgreSQL gives the parts of "E-Akte" does not matter.
        HasPhrase = text.Contains('"', StringComparison.Ordinal);
        // "Einer für Alle" consists of words that never count; what it means the same as does.
        if (!Wanted(question).Any() && withSynonyms.FirstOrDefault(tree => Wanted(tree).Any()) is { } meant)
            question = meant;
        _questions = [.. withSynonyms.Prepend(question).Where(tree => Wanted(tree).Any())];
        Lexemes = [.. Wanted(question).Distinct()];
        Partners = [.. withSynonyms.SelectMany(Wanted).Except(Lexemes)];
        Excluded = [.. Unwanted(question).Distinct()];
        // Somebody who asks for DMS is not helped by any document with "Dokument" and "Verwaltung" in it.
        Parts = Lexemes.Select(lexeme => KeyValuePair.Create(lexeme, words.PartsOf(lexeme)))
            .Concat(Partners.Select(lexeme => KeyValuePair.Create<string, IReadOnlyList<string>>(lexeme, []))).ToDictionary(StringComparer.Ordinal);
        Marked = [.. Parts.SelectMany(lexeme => lexeme.Value.Prepend(lexeme.Key)).Distinct()];
        IsPlain = !HasPhrase && !Has<NpgsqlTsQueryOr>(question);
    }

    /// <summary>The question as typed.</summary>
    public string Text { get; }

    /// <summary>The words as typed, each with its first lexeme, which is empty for a word that never counts.</summary>
    public IReadOnlyList<(string Word, string Lexeme)> Typed { get; init; } = [];

    /// <summary>Words and phrases searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; }

    /// <summary>The lexemes asked for.</summary>
    public IReadOnlyList<string> Lexemes { get; }

    /// <summary>The lexemes of synonyms.</summary>
    public IReadOnlyList<string> Partners { get; }

    /// <summary>Lexemes that must not be there.</summary>
    public IReadOnlyList<string> Excluded { get; }

    /// <summary>The parts of each lexeme; none unless it is a compound that was asked for itself.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Parts { get; }

    /// <summary>The lexemes asked for, those of synonyms, and the parts of all.</summary>
    internal string[] Marked { get; }

    /// <summary>Whether an excerpt marks a lexeme: because it is asked for, or because one that is asked for is part of it.</summary>
    public bool IsMarked(ReadOnlySpan<char> lexeme) => IsAmongMarked(lexeme) || IsCompound(lexeme);

    private bool IsAmongMarked(ReadOnlySpan<char> lexeme)
    {
        foreach (var marked in Marked)
        {
            if (lexeme.SequenceEqual(marked))
                return true;
        }

        return false;
    }

    private bool IsCompound(ReadOnlySpan<char> compound)
    {
        foreach (var lexeme in Marked)
        {
            if (lexeme.Length + ShortestPart <= compound.Length && compound.Contains(lexeme.AsSpan(0, Math.Min(Beginning, lexeme.Length)), StringComparison.Ordinal))
                return _words.PartsOf(compound.ToString()).Any(part => IsAmongMarked(part));
        }

        return false;
    }

    /// <summary>Whether no word is asked for that counts.</summary>
    public bool IsEmpty => Lexemes.Count == 0;

    /// <summary>Whether the order of some words matters.</summary>
    public bool HasPhrase { get; }

    /// <summary>Whether words only are asked for, so that a document that holds most of them is an answer too.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether documents that hold all words come before all others.</summary>
    public bool AllComeFirst => Lexemes.Count <= WordsThatMustAllMatch;

    /// <summary>The documents that match the whole question, or the same with a synonym; a compound is matched by all its parts too.</summary>
    internal DocumentSet MatchingAll(WordHolders holders) => Either(_questions.Select(tree => Matching(tree, holders)));

    /// <summary>The documents that match a word at all; one part of a compound is not enough.</summary>
    internal DocumentSet MatchingAny(WordHolders holders) => Either(Parts.Keys.Select(lexeme => Matching(lexeme, holders)));

    private DocumentSet Matching(NpgsqlTsQuery tree, WordHolders holders) => tree switch
    {
        NpgsqlTsQueryLexeme leaf => Matching(leaf.Text, holders),
        NpgsqlTsQueryNot not => holders.Everything.Except(Matching(not.Child, holders)),
        NpgsqlTsQueryOr or => Matching(or.Left, holders).Or(Matching(or.Right, holders)),
        NpgsqlTsQueryBinOp both => Matching(both.Left, holders).And(Matching(both.Right, holders)),
        _ => throw new ArgumentException($"Unknown part of a tsquery: {tree}", nameof(tree)),
    };

    /// <summary>The documents that match a lexeme of the question, as itself or as all of its parts.</summary>
    internal DocumentSet Matching(string lexeme, WordHolders holders) =>
        // Whoever quotes a word means just that one.
        HasPhrase ? holders.Of(lexeme) : holders.OfEither(lexeme, Parts.GetValueOrDefault(lexeme) ?? []);

    private static DocumentSet Either(IEnumerable<DocumentSet> sets) => sets.Aggregate((one, other) => one.Or(other));

    private static IEnumerable<string> Wanted(NpgsqlTsQuery tree) => tree switch
    {
        NpgsqlTsQueryLexeme leaf => [leaf.Text],
        NpgsqlTsQueryBinOp both => Wanted(both.Left).Concat(Wanted(both.Right)),
        _ => [],
    };

    private static IEnumerable<string> Unwanted(NpgsqlTsQuery tree) => tree switch
    {
        NpgsqlTsQueryNot not => Wanted(not.Child),
        NpgsqlTsQueryAnd both => Unwanted(both.Left).Concat(Unwanted(both.Right)),
        _ => [],
    };

    private static bool Has<T>(NpgsqlTsQuery tree) => tree switch
    {
        T => true,
        NpgsqlTsQueryNot not => Has<T>(not.Child),
        NpgsqlTsQueryBinOp both => Has<T>(both.Left) || Has<T>(both.Right),
        _ => false,
    };
}
