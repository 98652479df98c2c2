using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Search;

/// <summary>The language of this hub: what compounds are made of, how words are spelled, what means the same.</summary>
public sealed class SearchWords
{
    /// <summary>Key of the network text that holds the synonyms.</summary>
    public const string SynonymsKey = "suche/synonyme";

    /// <summary>Key of the network text that holds words compounds are made of.</summary>
    public const string WordsKey = "suche/woerter";

    /// <summary>No word at all.</summary>
    public static readonly SearchWords None = new(new Dictionary<string, int>(), [], Synonyms.Parse(""));

    // A word of the list counts like one that a few documents hold.
    private const int FrequencyOfKnownWord = 5;

    private static readonly string[] CutEndings = ["s", "st"];

    // A few megabytes; the same words are asked for and shown again and again.
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<string, IReadOnlyList<string>> _parts = new(StringComparer.Ordinal);
    private readonly CompoundSplitter _splitter;
    private readonly Lazy<Spelling> _spelling;
    private int _kept;

    /// <summary>Takes how many documents hold each lexeme, further known lexemes, and the synonyms.</summary>
    public SearchWords(IReadOnlyDictionary<string, int> documents, IReadOnlyCollection<string> known, Synonyms synonyms)
    {
        Synonyms = synonyms;
        var frequencies = documents.Where(word => char.IsLetter(word.Key[0])).ToDictionary();
        foreach (var word in known)
            frequencies[word] = Math.Max(frequencies.GetValueOrDefault(word), FrequencyOfKnownWord);
        _splitter = new CompoundSplitter(frequencies);
        _spelling = new Lazy<Spelling>(() => new Spelling(frequencies));
    }

    private SearchWords(SearchWords words, Synonyms synonyms) =>
        (_splitter, _spelling, Synonyms) = (words._splitter, words._spelling, synonyms);

    public Synonyms Synonyms { get; }

    /// <summary>The same words with other synonyms.</summary>
    public SearchWords With(Synonyms synonyms) => new(this, synonyms);

    /// <summary>The parts of a compound as lexemes; empty for other words.</summary>
    public IReadOnlyList<string> PartsOf(string lexeme)
    {
        if (_parts.TryGetValue(lexeme, out var known))
            return known;
        // The dictionary's own count would lock all of it.
        if (Interlocked.Increment(ref _kept) > MostKept)
        {
            _parts.Clear();
            _kept = 0;
        }

        return _parts[lexeme] = Split(lexeme);
    }

    /// <summary>The same, found out anew: for words that are gone through once.</summary>
    public IReadOnlyList<string> Split(string lexeme)
    {
        var parts = _splitter.Split(lexeme);
        // The stemmer takes the last letters of "Integrationskurs" and "Notdienst" for endings.
        foreach (var ending in parts.Count == 0 ? CutEndings : [])
        {
            if (_splitter.Split(lexeme + ending) is { Count: > 0 } uncut)
                return uncut;
        }

        return parts;
    }

    /// <summary>The likeliest word meant by an unknown one; null when there is none near.</summary>
    public string? Correct(string lexeme) => _spelling.Value.Correct(lexeme);
}
