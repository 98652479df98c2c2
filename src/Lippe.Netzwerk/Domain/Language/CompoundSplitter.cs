namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Splits German compounds into words of a list: Koehn and Knight, Empirical Methods for Compound Splitting, 2003,
/// where all words are as frequent. Of all ways to cover a compound the one with the least cost for each part wins,
/// then the one of fewer parts.
/// </summary>
public sealed class CompoundSplitter
{
    /// <summary>Longer words are not split, in letters.</summary>
    public const int LongestWord = 60;

    private const int MostParts = 6;

    // What makes a part less likely than a word that stands in the compound letter by letter, as the logarithm of a
    // likelihood.
    private static readonly float RareLinkCost = MathF.Log(2);
    private static readonly float ShortWordCost = MathF.Log(2);
    private static readonly float ChangeCost = MathF.Log(10);

    // Stemming cuts the last four from a word, but inside a compound they stay: "beratungsstell" is made of "berat"
    // and "stell".
    private static readonly string[] Links = ["s", "ungs", "heits", "keits", "igkeits", "es", "n", "en", "er", "e"];
    private static readonly string[] RareLinks = ["es", "n", "en", "er", "e"];
    private static readonly string[] PluralEndings = ["", "e", "er"];

    private readonly HashSet<string> _words;
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _parts;
    private readonly Dictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _shortened;

    /// <summary>Takes the list, folded or not.</summary>
    /// <param name="words">The list.</param>
    /// <param name="stemOf">Makes the stem of a folded word, where stems are split; null where whole words are.</param>
    public CompoundSplitter(IEnumerable<string> words, Func<string, string>? stemOf = null)
    {
        List<(string Word, string Stem)> pairs =
            [.. words.Select(GermanFold.Fold).Select(word => (word, stemOf?.Invoke(word) ?? word))];
        _words = [.. pairs.Select(pair => pair.Stem)];
        // The word says whether it is long enough: of "Daten" and "Boden" the stem has three letters.
        var parts = pairs.Where(pair => CompoundPart.CanBe(pair.Word) && CompoundPart.MayStandIn(pair.Stem))
            .Select(pair => pair.Stem).ToHashSet(StringComparer.Ordinal);
        _parts = parts.GetAlternateLookup<ReadOnlySpan<char>>();
        _shortened = parts.Select(word => (Word: word, Short: CompoundPart.ShortOf(word)))
            .Where(pair => pair.Short is not null).DistinctBy(pair => pair.Short)
            .ToDictionary(pair => pair.Short!, pair => pair.Word, StringComparer.Ordinal)
            .GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The parts of a compound as words of the list, folded; empty when it is none.</summary>
    public IReadOnlyList<string> Split(string word)
    {
        var folded = GermanFold.Fold(word);
        if (folded.Length is < 2 * CompoundPart.Shortest or > LongestWord || _words.Contains(folded))
            return [];
        var ways = new Ways(folded.Length);
        for (var start = 0; start <= folded.Length - CompoundPart.Shortest; start++)
        {
            if (!ways.Reach(start))
                continue;
            for (var end = start + CompoundPart.Shortest; end <= folded.Length; end++)
                AddParts(ways, folded, start, end);
        }

        return ways.Best();
    }

    private void AddParts(Ways ways, string word, int start, int end)
    {
        var letters = word.AsSpan(start, end - start);
        if (end < word.Length && _shortened.TryGetValue(letters, out var longer))
            ways.Add(start, end, longer, ChangeCost);
        if (_parts.TryGetValue(letters, out var part))
        {
            // Texts are full of abbreviations and cut-off words of four letters.
            var cost = letters.Length == CompoundPart.ShortestUnlisted ? ShortWordCost : 0;
            ways.Add(start, end, part, cost);
            foreach (var link in Links.Where(link => Follows(word, end, link)))
                ways.Add(start, end + link.Length, part, cost + (RareLinks.Contains(link) ? RareLinkCost : 0));
        }

        AddPlural(ways, word, start, end);
    }

    // A plural changes the vowel and adds -e or -er (Städte, Häuser), or has its -er, -el, -en already (Mütter, Vögel,
    // Gärten).
    private void AddPlural(Ways ways, string word, int start, int end)
    {
        var letters = word.AsSpan(start, end - start);
        var umlaut = UmlautIn(letters);
        if (umlaut < 0)
            return;
        var plain = string.Concat(letters[..(umlaut + 1)], letters[(umlaut + 2)..]);
        if (!_parts.TryGetValue(plain, out var singular))
            return;
        var endings = letters is [.., 'e', 'r' or 'l' or 'n'] ? PluralEndings : PluralEndings.AsSpan(1);
        foreach (var ending in endings)
        {
            if (Follows(word, end, ending))
                ways.Add(start, end + ending.Length, singular, ChangeCost);
        }
    }

    private static bool Follows(string word, int at, string link) =>
        string.CompareOrdinal(word, at, link, 0, link.Length) == 0;

    // Where the last folded umlaut begins; -1 without one.
    private static int UmlautIn(ReadOnlySpan<char> letters)
    {
        for (var at = letters.Length - 2; at >= 0; at--)
        {
            if (letters[at] is 'a' or 'o' or 'u' && letters[at + 1] == 'e')
                return at;
        }

        return -1;
    }

    /// <summary>The cheapest ways from the beginning of a word to each place in it, by number of parts.</summary>
    private sealed class Ways(int length)
    {
        private readonly Way?[,] _cheapest = new Way?[MostParts + 1, length + 1];

        public bool Reach(int place) =>
            place == 0 || Enumerable.Range(1, MostParts).Any(count => _cheapest[count, place] is not null);

        public void Add(int start, int end, string part, float cost)
        {
            for (var count = 0; count < MostParts; count++)
            {
                var before = _cheapest[count, start];
                if (before is null && (count > 0 || start > 0))
                    continue;
                var way = new Way(before, part, (before?.Cost ?? 0) + cost);
                if (_cheapest[count + 1, end] is not { } known || way.Cost < known.Cost)
                    _cheapest[count + 1, end] = way;
            }
        }

        public IReadOnlyList<string> Best()
        {
            var best = Enumerable.Range(2, MostParts - 1).Where(count => _cheapest[count, length] is not null)
                .OrderBy(count => _cheapest[count, length]!.Cost / count).FirstOrDefault();
            var parts = new List<string>();
            for (var way = _cheapest[best, length]; way is not null; way = way.Before)
                parts.Insert(0, way.Part);
            return parts;
        }
    }

    private sealed record Way(Way? Before, string Part, float Cost);
}
