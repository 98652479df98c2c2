using System.Numerics;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Corrects words no text contains. Words are compared folded; the index is built at the first question.</summary>
public sealed class Spelling(IReadOnlyDictionary<string, int> frequencies)
{
    private const int ShortestWord = 4;
    private const int LongestWord = 60;

    // By first letter and length: a scan then meets few words, and no word needs its neighbourhood in memory.
    private readonly Lazy<Dictionary<(char First, int Length), Entry[]>> shelves = new(() => Shelve(frequencies));

    /// <summary>How many errors a folded word of that many letters may have.</summary>
    public static int LimitFor(int length) => length < 6 ? 1 : 2;

    /// <summary>
    /// The nearest vocabulary word as written there, of equally near ones the most frequent; another first letter counts at distance 1 only.
    /// Null when the word is known, has a digit or less than four letters, or nothing is near.
    /// </summary>
    public string? Correct(string word)
    {
        var folded = GermanFold.Fold(word);
        if (folded.Length is < ShortestWord or > LongestWord || folded.Any(char.IsDigit) || Find(folded) is not null)
            return null;

        var limit = LimitFor(folded.Length);
        var best = new Candidate(null, limit + 1);
        for (var length = folded.Length - limit; length <= folded.Length + limit; length++)
            best = NearestOn(folded, length, best);
        foreach (var guess in GuessesOfFirstLetter(folded))
            best = best.Or(new Candidate(Find(guess), 1));
        return best.Entry?.Written;
    }

    private Candidate NearestOn(string folded, int length, Candidate best)
    {
        var letters = LettersOf(folded);
        foreach (var entry in shelves.Value.GetValueOrDefault((folded[0], length), []))
        {
            // An error changes two letters of the set at most.
            if (BitOperations.PopCount(letters ^ entry.Letters) <= 2 * best.Distance)
                best = best.Or(new Candidate(entry, EditDistance.Between(folded, entry.Folded, best.Distance)));
        }

        return best;
    }

    // All words one error away that begin differently.
    private IEnumerable<string> GuessesOfFirstLetter(string folded)
    {
        yield return folded[1..];
        yield return $"{folded[1]}{folded[0]}{folded[2..]}";
        foreach (var first in shelves.Value.Keys.Select(shelf => shelf.First).Distinct())
        {
            yield return first + folded;
            yield return first + folded[1..];
        }
    }

    private Entry? Find(string folded)
    {
        var shelf = shelves.Value.GetValueOrDefault((folded[0], folded.Length), []);
        var at = Array.BinarySearch(shelf, new Entry(folded, folded, 0, 0));
        return at < 0 ? null : shelf[at];
    }

    private static Dictionary<(char First, int Length), Entry[]> Shelve(IReadOnlyDictionary<string, int> frequencies) => frequencies
        .Select(word => new Entry(GermanFold.Fold(word.Key), word.Key, 0, word.Value))
        .Where(entry => entry.Folded.Length is > 0 and <= LongestWord + 2 && !entry.Folded.Any(char.IsDigit))
        .GroupBy(entry => (entry.Folded[0], entry.Folded.Length))
        .ToDictionary(shelf => shelf.Key, OnShelf);

    // Of spellings that fold to one word, the most frequent is shown.
    private static Entry[] OnShelf(IEnumerable<Entry> entries) =>
    [
        .. entries.GroupBy(entry => entry.Folded, StringComparer.Ordinal)
            .Select(same => new Entry(same.Key, same.MaxBy(entry => entry.Frequency).Written, LettersOf(same.Key), same.Sum(entry => entry.Frequency)))
            .Order(),
    ];

    private static uint LettersOf(string folded)
    {
        var letters = 0u;
        foreach (var c in folded)
            letters |= 1u << (c is >= 'a' and <= 'z' ? c - 'a' : 26 + (c % 6));
        return letters;
    }

    private readonly record struct Entry(string Folded, string Written, uint Letters, long Frequency) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => string.CompareOrdinal(Folded, other.Folded);
    }

    private readonly record struct Candidate(Entry? Entry, int Distance)
    {
        public Candidate Or(Candidate other)
        {
            if (other.Entry is not { } entry || other.Distance > Distance)
                return this;
            return other.Distance < Distance || entry.Frequency > Entry?.Frequency ? other : this;
        }
    }
}
