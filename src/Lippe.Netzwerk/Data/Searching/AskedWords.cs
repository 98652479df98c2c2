using NpgsqlTypes;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>
/// A question as PostgreSQL understood it, widened by the parts of compounds and by synonyms:
/// what a document must hold to match all of it, and what each lexeme adds to its rank.
/// </summary>
public sealed class AskedWords
{
    // Shares of a whole-word match in a text.
    private const double TitleShare = 0.5;
    private const double SynonymShare = 0.4;

    // Of a question of more words, a document that holds most may well be better than one that holds all.
    private const int WordsThatMustAllMatch = 2;

    private readonly Dictionary<string, double> _weights = [];
    private readonly SearchWords _words;

    /// <summary>Takes what PostgreSQL made of a question.</summary>
    /// <param name="text">The question as typed.</param>
    /// <param name="question">The question itself.</param>
    /// <param name="withSynonyms">The same question with a synonym in place of a word, once for each.</param>
    /// <param name="synonyms">The synonyms themselves.</param>
    /// <param name="words">The hub's vocabulary.</param>
    public AskedWords(string text, NpgsqlTsQuery question, IReadOnlyList<NpgsqlTsQuery> withSynonyms, IReadOnlyList<string> synonyms, SearchWords words)
    {
        _words = words;
        (Text, Synonyms) = (text, synonyms);
        // Without quotation marks the order that PostgreSQL gives the parts of "E-Akte" does not matter.
        HasPhrase = text.Contains('"', StringComparison.Ordinal);
        // "Einer für Alle" consists of words that never count; what it means the same as does.
        if (!Wanted(question).Any() && withSynonyms.FirstOrDefault(tree => Wanted(tree).Any()) is { } meant)
            question = meant;
        Lexemes = [.. Wanted(question).Distinct()];
        Excluded = [.. Unwanted(question).Distinct()];
        IsPlain = !HasPhrase && !Has<NpgsqlTsQueryOr>(question);
        All = string.Join(" | ", withSynonyms.Prepend(question).Where(tree => Wanted(tree).Any()).Select(tree => $"({Widen(tree)})"));
        Some = string.Join(" | ", withSynonyms.Prepend(question).SelectMany(Wanted).Distinct().Select(lexeme => $"({Widen(lexeme)})"));
        foreach (var lexeme in Lexemes)
            Weigh(lexeme, 1);
        foreach (var lexeme in withSynonyms.SelectMany(Wanted))
            Weigh(lexeme, SynonymShare);
        Marked = [.. Lexemes.Concat(withSynonyms.SelectMany(Wanted)).SelectMany(lexeme => words.PartsOf(lexeme).Prepend(lexeme)).Distinct()];
    }

    /// <summary>Words and phrases searched for as well, because they mean the same.</summary>
    public IReadOnlyList<string> Synonyms { get; }

    /// <summary>The lexemes an excerpt marks.</summary>
    public IReadOnlyList<string> Marked { get; }

    /// <summary>The question as typed.</summary>
    public string Text { get; }

    /// <summary>Whether no word is asked for that counts.</summary>
    public bool IsEmpty => Lexemes.Count == 0;

    /// <summary>The lexemes asked for.</summary>
    public IReadOnlyList<string> Lexemes { get; }

    /// <summary>Lexemes that must not be there.</summary>
    public IReadOnlyList<string> Excluded { get; }

    /// <summary>What a document's impacts must hold to match the whole question, in PostgreSQL's notation.</summary>
    public string All { get; }

    /// <summary>What a document's impacts must hold to match a word of the question at all; a single part of a compound is not enough.</summary>
    public string Some { get; }

    /// <summary>Whether the order of some words matters.</summary>
    public bool HasPhrase { get; }

    /// <summary>Whether words only are asked for, so that a document that holds most of them is an answer too.</summary>
    public bool IsPlain { get; }

    /// <summary>Whether documents that hold all words come before all others.</summary>
    public bool AllComeFirst => Lexemes.Count <= WordsThatMustAllMatch;

    /// <summary>What each lexeme, with its mark, adds at most to the rank of a document; rarest first.</summary>
    public IReadOnlyList<RankedLexeme> Ranked =>
        [.. _weights.Select(w => new RankedLexeme(w.Key, w.Value, _words.DocumentsWith(w.Key))).OrderBy(lexeme => lexeme.Documents).ThenBy(lexeme => lexeme.Lexeme, StringComparer.Ordinal)];

    private void Weigh(string lexeme, double share)
    {
        var rarity = _words.RarityOf(lexeme);
        Add(lexeme, share * rarity);
        Add(SearchProfile.Title + lexeme, share * TitleShare * rarity);
        foreach (var part in _words.PartsOf(lexeme))
        {
            Add(part, share * _words.RarityOf(part));
            Add(SearchProfile.Title + part, share * TitleShare * _words.RarityOf(part));
        }
    }

    private void Add(string lexeme, double weight) => _weights[lexeme] = Math.Max(_weights.GetValueOrDefault(lexeme), weight);

    private string Widen(NpgsqlTsQuery tree) => tree switch
    {
        NpgsqlTsQueryLexeme leaf => Widen(leaf.Text),
        NpgsqlTsQueryNot not => $"!({Narrow(not.Child)})",
        NpgsqlTsQueryFollowedBy phrase when HasPhrase => Narrow(phrase),
        NpgsqlTsQueryOr or => $"({Widen(or.Left)}) | ({Widen(or.Right)})",
        NpgsqlTsQueryBinOp both => $"({Widen(both.Left)}) & ({Widen(both.Right)})",
        _ => throw new ArgumentException($"Unknown part of a tsquery: {tree}", nameof(tree)),
    };

    private string Widen(string lexeme)
    {
        var parts = _words.PartsOf(lexeme);
        return parts.Count == 0 ? Quote(lexeme) : $"{Quote(lexeme)} | ({string.Join(" & ", parts.Select(Quote))})";
    }

    // Whoever quotes words means just them, and their places are looked up in the other vector; whoever leaves one out leaves out its compounds too.
    private static string Narrow(NpgsqlTsQuery tree) => tree switch
    {
        NpgsqlTsQueryLexeme leaf => Quote(leaf.Text),
        NpgsqlTsQueryNot not => $"!({Narrow(not.Child)})",
        NpgsqlTsQueryOr or => $"({Narrow(or.Left)}) | ({Narrow(or.Right)})",
        NpgsqlTsQueryBinOp both => $"({Narrow(both.Left)}) & ({Narrow(both.Right)})",
        _ => throw new ArgumentException($"Unknown part of a tsquery: {tree}", nameof(tree)),
    };

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

    /// <summary>A lexeme in PostgreSQL's notation.</summary>
    internal static string Quote(string lexeme) =>
        $"'{lexeme.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}

/// <summary>A lexeme that counts for the rank.</summary>
/// <param name="Lexeme">With its mark, see <see cref="SearchProfile"/>.</param>
/// <param name="Weight">The most it can add.</param>
/// <param name="Documents">How many documents held it when last counted.</param>
public sealed record RankedLexeme(string Lexeme, double Weight, int Documents)
{
    /// <summary>The lexeme in PostgreSQL's notation.</summary>
    public string Query => AskedWords.Quote(Lexeme);
}
