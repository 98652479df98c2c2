using System.Collections.Concurrent;
using System.Collections.Frozen;
using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Tartarus.Snowball.Ext;

namespace Lippe.Netzwerk.Search;

/// <summary>Makes lexemes of words; remembers them, because the same words come again and again.</summary>
internal sealed class Lexicon
{
    // Some twenty megabytes.
    private const int MostKept = 200_000;

    // Shorter ones are words of their own, such as "Gas".
    private const int ShortestPlural = 5;

    // The stemmer takes the last letters of "Integrationskurs" and "Notdienst" for endings.
    private static readonly string[] CutEndings = ["", "s", "st"];

    private static readonly FrozenSet<string> StopWords =
        Lucene.Net.Analysis.De.GermanAnalyzer.DefaultStopSet.Select(GermanFold.Fold)
            .ToFrozenSet(StringComparer.Ordinal);

    [ThreadStatic]
    private static German2Stemmer? _stemmer;

    private readonly ConcurrentDictionary<string, Lexeme> _known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lexeme>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly CompoundSplitter _splitter;
    private int _kept;

    /// <summary>Takes the words that compounds may be made of.</summary>
    public Lexicon(IEnumerable<string> words)
    {
        _splitter = new CompoundSplitter(words, StemOf);
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
        return _known[written] = Find(GermanFold.Fold(written));
    }

    private Lexeme Find(string folded)
    {
        if (StopWords.Contains(folded))
            return Lexeme.None;
        var stem = StemOf(folded);
        var splits = CutEndings.Select(ending => _splitter.Split(stem + ending));
        return new Lexeme(stem, splits.FirstOrDefault(parts => parts.Count > 0) ?? []);
    }

    private static string StemOf(string folded)
    {
        // Later versions of the stemmer leave this word alone, too:
        // https://snowballstem.org/algorithms/german/stemmer.html
        if (folded.EndsWith("system", StringComparison.Ordinal))
            return folded;
        var stemmer = _stemmer ??= new German2Stemmer();
        stemmer.SetCurrent(folded);
        stemmer.Stem();
        var stem = stemmer.Current;
        // Autos, Kitas, Handys: the stemmer cuts an s behind a consonant only.
        return stem.Length >= ShortestPlural && stem is [.., 'a' or 'o' or 'y', 's'] ? stem[..^1] : stem;
    }
}

/// <summary>What a word is in the index: its stem, and the stems of its parts when it is a compound.</summary>
/// <param name="Stem">Empty for a word that never counts.</param>
/// <param name="Parts">None for a word that is no compound.</param>
internal sealed record Lexeme(string Stem, IReadOnlyList<string> Parts)
{
    /// <summary>A word that never counts.</summary>
    public static readonly Lexeme None = new("", []);

    /// <summary>Whether it is one that counts.</summary>
    public bool Counts => Stem.Length > 0;
}
