using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Lippe.Netzwerk.Search;

/// <summary>What a word is in the index: its stem, and the stems of its parts when it is a compound.</summary>
/// <param name="Stem">Empty for a word that never counts.</param>
/// <param name="Parts">None for a word that is no compound.</param>
internal sealed record Lexeme(string Stem, IReadOnlyList<string> Parts)
{
    /// <summary>A word that never counts.</summary>
    public static readonly Lexeme None = new("", []);
}

/// <summary>Makes lexemes of words; remembers them, because the same words come again and again.</summary>
internal sealed class Lexemes
{
    // Some twenty megabytes.
    private const int MostKept = 200_000;

    // Shorter ones are words of their own, such as "Gas".
    private const int ShortestPlural = 5;

    // The stemmer takes the last letters of "Integrationskurs" and "Notdienst" for endings.
    private static readonly string[] CutEndings = ["s", "st"];

    [ThreadStatic]
    private static German2Stemmer? _stemmer;

    private readonly ConcurrentDictionary<string, Lexeme> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lexeme>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly CompoundSplitter _splitter;
    private int _kept;

    /// <summary>Takes how frequent the stems are that compounds may be made of.</summary>
    public Lexemes(IReadOnlyDictionary<string, int> frequencies)
    {
        _splitter = new CompoundSplitter(frequencies);
        _lookup = _known.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The lexeme of a word as written.</summary>
    public Lexeme Of(ReadOnlySpan<char> word)
    {
        if (_lookup.TryGetValue(word, out var known))
            return known;
        // The dictionary's own count would lock all of it.
        if (Interlocked.Increment(ref _kept) > MostKept)
        {
            _known.Clear();
            _kept = 0;
        }

        var written = word.ToString();
        return _known[written] = Find(written);
    }

    /// <summary>What the word's forms have in common.</summary>
    public static string StemOf(string word)
    {
        var stemmer = _stemmer ??= new German2Stemmer();
        var folded = GermanFold.Fold(word);
        // Later versions of the stemmer leave this word alone, too: https://snowballstem.org/algorithms/german/stemmer.html
        if (folded.EndsWith("system", StringComparison.Ordinal))
            return folded;
        stemmer.SetCurrent(folded);
        stemmer.Stem();
        return WithoutForeignPlural(stemmer.Current);
    }

    // Autos, Kitas, Handys: the stemmer cuts an s behind a consonant only.
    private static string WithoutForeignPlural(string stem) =>
        stem.Length >= ShortestPlural && stem is [.., 'a' or 'o' or 'y', 's'] ? stem[..^1] : stem;

    private Lexeme Find(string word)
    {
        if (StopWords.Contains(word))
            return Lexeme.None;
        var stem = StemOf(word);
        return new Lexeme(stem, PartsOf(stem));
    }

    private IReadOnlyList<string> PartsOf(string stem)
    {
        var parts = _splitter.Split(stem);
        foreach (var ending in parts.Count == 0 ? CutEndings : [])
        {
            if (_splitter.Split(stem + ending) is { Count: > 0 } uncut)
                return uncut;
        }

        return parts;
    }
}
