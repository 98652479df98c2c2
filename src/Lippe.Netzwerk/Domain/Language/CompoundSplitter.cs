using System.Runtime.InteropServices;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>
/// Splits German compounds by the frequencies of their parts: Koehn and Knight, Empirical Methods for Compound Splitting, 2003.
/// Vocabulary and words are folded by <see cref="GermanFold"/>, whatever is passed; parts come back folded.
/// </summary>
public sealed class CompoundSplitter
{
    /// <summary>Longer words are not split, in letters.</summary>
    public const int LongestWord = 60;

    private const int MostParts = 6;

    // A changed word needs better evidence than one that stands in the compound letter by letter.
    private static readonly float RareLinkCost = MathF.Log(2);
    private static readonly float ChangeCost = MathF.Log(10);

    // Texts are full of abbreviations and cut-off words of four letters.
    private static readonly float ShortWordCost = MathF.Log(2);

    private static readonly string[] Links = ["s", "es", "n", "en", "er", "e"];

    // Stemming cuts these endings from a word, but inside a compound they stay: "beratungsstell" is made of "berat" and "stell".
    private static readonly string[] Endings = ["ungs", "heits", "keits", "igkeits"];

    private readonly Dictionary<string, Form> forms = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Form>.AlternateLookup<ReadOnlySpan<char>> formOf;
    private readonly LetterFilter filter;

    // Index 0 stands for no word.
    private readonly string[] words;
    private readonly float[] weights;

    // What was found out about parts, as the same ones come again and again. Two threads may find out the same.
    private readonly IReadOnlyList<CompoundPart>?[] insides;

    /// <summary>Counts words that fold to the same one together.</summary>
    public CompoundSplitter(IReadOnlyDictionary<string, int> frequencies)
    {
        var folded = new Dictionary<string, long>(frequencies.Count, StringComparer.Ordinal);
        foreach (var (word, frequency) in frequencies)
            CollectionsMarshal.GetValueRefOrAddDefault(folded, GermanFold.Fold(word), out _) += Math.Max(frequency, 0);

        words = ["", .. folded.Keys];
        insides = new IReadOnlyList<CompoundPart>?[words.Length];
        weights = [0, .. folded.Values.Select(frequency => MathF.Log(frequency + 1))];
        for (var word = 1; word < words.Length; word++)
            Add(word);
        forms.TrimExcess();
        filter = new LetterFilter(forms.Keys);
        formOf = forms.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The parts of a compound as vocabulary words; empty when it is none.</summary>
    public IReadOnlyList<string> Split(string word)
    {
        var parts = Analyse(word);
        return parts.Count == 0 ? [] : [.. parts.Select(part => part.Word)];
    }

    /// <summary>The parts of a compound with the letters between them; empty when it is none.</summary>
    public IReadOnlyList<CompoundPart> Analyse(string word)
    {
        var folded = GermanFold.Fold(word);
        if (folded.Length is < 2 * PartWords.ShortestWord or > LongestWord)
            return [];

        var lattice = new Lattice(stackalloc Step[(MostParts + 1) * (folded.Length + 1)], folded);
        Fill(ref lattice);
        // The square root of its frequency: in few texts a compound is as frequent as its parts.
        var whole = forms.TryGetValue(folded, out var form) && form.Word > 0 ? weights[form.Word] / 2 : float.NegativeInfinity;
        return lattice.BestCount(whole) is var count and > 0 ? Read(lattice, count) : [];
    }

    private void Add(int word)
    {
        CollectionsMarshal.GetValueRefOrAddDefault(forms, words[word], out _).Word = word;
        if (!PartWords.Contains(words[word]))
            return;

        CollectionsMarshal.GetValueRefOrAddDefault(forms, words[word], out _).Part = word;
        if (PartWords.StemOf(words[word]) is not { } stem)
            return;

        ref var form = ref CollectionsMarshal.GetValueRefOrAddDefault(forms, stem, out _);
        if (form.Stem == 0 || weights[form.Stem] < weights[word])
            form.Stem = word;
    }

    private void Fill(ref Lattice lattice)
    {
        var word = lattice.Word;
        var hasUmlaut = UmlautIn(word) >= 0;
        for (var start = 0; start <= word.Length - PartWords.ShortestWord; start++)
        {
            if (!lattice.IsReached(start))
                continue;
            var hash = LetterFilter.Start;
            for (var end = start + 1; end <= word.Length; end++)
            {
                hash = LetterFilter.Next(hash, word[end - 1]);
                if (filter.MayContain(hash))
                    AddParts(ref lattice, start, end);
                if (hasUmlaut)
                    AddUmlaut(ref lattice, start, end);
            }
        }
    }

    private void AddParts(ref Lattice lattice, int start, int end)
    {
        if (!formOf.TryGetValue(lattice.Word.AsSpan(start, end - start), out var form))
            return;

        if (form.Stem > 0 && end < lattice.Word.Length)
            lattice.Add(start, end, end, form.Stem, weights[form.Stem] - ChangeCost);
        if (form.Part == 0)
            return;
        var weight = weights[form.Part] - (end - start == PartWords.ShortestUnlisted ? ShortWordCost : 0);
        lattice.Add(start, end, end, form.Part, weight);
        foreach (var link in Links)
        {
            if (Follows(lattice.Word, end, link))
                lattice.Add(start, end, end + link.Length, form.Part, weight - (link is "s" ? 0 : RareLinkCost));
        }

        foreach (var ending in Endings)
        {
            if (Follows(lattice.Word, end, ending))
                lattice.Add(start, end, end + ending.Length, form.Part, weight);
        }
    }

    // A plural changes the vowel and adds -e or -er (Städte, Häuser), or has its -er, -el, -en already (Mütter, Vögel, Gärten).
    private void AddUmlaut(ref Lattice lattice, int start, int end)
    {
        var letters = lattice.Word.AsSpan(start, end - start);
        var endsLikePlural = letters is [.., 'e', 'r' or 'l' or 'n'];
        if (letters.Length <= PartWords.ShortestWord || (!endsLikePlural && !Follows(lattice.Word, end, "e")))
            return;
        var umlaut = UmlautIn(letters);
        if (umlaut < 0)
            return;

        Span<char> plain = stackalloc char[letters.Length - 1];
        letters[..(umlaut + 1)].CopyTo(plain);
        letters[(umlaut + 2)..].CopyTo(plain[(umlaut + 1)..]);
        if (!formOf.TryGetValue(plain, out var form) || form.Part == 0)
            return;

        var weight = weights[form.Part] - ChangeCost;
        if (endsLikePlural)
            lattice.Add(start, end, end, form.Part, weight);
        foreach (var link in (ReadOnlySpan<string>)["e", "er"])
        {
            if (Follows(lattice.Word, end, link))
                lattice.Add(start, end, end + link.Length, form.Part, weight);
        }
    }

    private static bool Follows(string word, int at, string link) => string.CompareOrdinal(word, at, link, 0, link.Length) == 0;

    // Where the last folded umlaut begins; -1 without one.
    private static int UmlautIn(ReadOnlySpan<char> letters)
    {
        for (var i = letters.Length - 2; i >= 0; i--)
        {
            if (letters[i + 1] == 'e' && letters[i] is 'a' or 'o' or 'u')
                return i;
        }

        return -1;
    }

    private List<CompoundPart> Read(in Lattice lattice, int count)
    {
        var parts = new List<CompoundPart>(count + 1);
        for (var end = lattice.Word.Length; count > 0; count--)
        {
            var step = lattice[count, end];
            Prepend(parts, step.Word, lattice.Word.AsSpan(step.Start..step.LettersEnd), lattice.Word[step.LettersEnd..end]);
            end = step.Start;
        }

        return parts;
    }

    // A frequent compound inside a longer one is a part of it by its frequency, and made of parts all the same.
    private void Prepend(List<CompoundPart> parts, int word, ReadOnlySpan<char> letters, string link)
    {
        var isWhole = letters.SequenceEqual(words[word]);
        var inside = isWhole ? insides[word] ??= Analyse(words[word]) : [];
        if (inside.Count == 0)
            parts.Insert(0, new CompoundPart(words[word], isWhole ? words[word] : letters.ToString(), link));
        else
            parts.InsertRange(0, [.. inside.SkipLast(1), inside[^1] with { Link = inside[^1].Link + link }]);
    }

    /// <summary>What a string of letters can be: a word, a part of a compound, the stem of a longer word before another part.</summary>
    private record struct Form(int Word, int Part, int Stem);

    /// <summary>The best way to one place in the word with one number of parts.</summary>
    private readonly record struct Step(float Weight, int Word, byte Start, byte LettersEnd);

    /// <summary>The best ways to every place in a word, by number of parts.</summary>
    private ref struct Lattice(Span<Step> steps, string word)
    {
        private readonly Span<Step> steps = steps;
        private ulong reached = 1;

        public string Word { get; } = word;

        public readonly Step this[int count, int end] => steps[At(count, end)];

        public readonly bool IsReached(int end) => (reached & (1UL << end)) != 0;

        public void Add(int start, int lettersEnd, int end, int part, float weight)
        {
            reached |= 1UL << end;
            for (var count = 0; count < MostParts; count++)
            {
                var before = this[count, start];
                if (before.Word == 0 && (count > 0 || start > 0))
                    continue;
                ref var step = ref steps[At(count + 1, end)];
                if (step.Word == 0 || step.Weight < before.Weight + weight)
                    step = new Step(before.Weight + weight, part, (byte)start, (byte)lettersEnd);
            }
        }

        /// <summary>How many parts have the greatest geometric mean, if it beats the weight of the whole word; 0 otherwise.</summary>
        public readonly int BestCount(float whole)
        {
            var (best, mean) = (0, whole);
            for (var count = 2; count <= MostParts; count++)
            {
                var step = this[count, Word.Length];
                if (step.Word > 0 && step.Weight / count > mean)
                    (best, mean) = (count, step.Weight / count);
            }

            return best;
        }

        private readonly int At(int count, int end) => (count * (Word.Length + 1)) + end;
    }
}
