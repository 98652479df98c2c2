using System.Buffers;

namespace Lippe.Netzwerk.Search;

/// <summary>The documents that hold the words of one question, and what each word is worth there: BM25 (Robertson and Zaragoza 2009) of the text, and a share for the title.</summary>
internal sealed class WordHolders(WordIndex index, Boosts boosts) : IDisposable
{
    // BM25's parameters: how soon a repeated word stops counting, and how much a long text is held against it.
    private const float Saturation = 1.2f;
    private const float LengthShare = 0.75f;

    // Shares of the whole word in the text.
    private const float PartShare = 0.3f;
    private const float FormShare = 0.6f;
    private const float TitleShare = 0.5f;

    // The stemmer leaves "dauert" beside "dauern" and makes "kur" of "Kurs".
    private static readonly string[] Endings = ["s", "st", "t", "et"];

    // Of shorter words these endings make other words.
    private const int ShortestStem = 5;

    private readonly Dictionary<string, DocumentSet> _known = new(StringComparer.Ordinal);

    private readonly Dictionary<string, DocumentSet> _either = new(StringComparer.Ordinal);

    // How often the word at hand stands in each document, and how much of it in the title; all 0 in between.
    private readonly float[] _times = Rent(index.Size);
    private readonly float[] _titles = Rent(index.Size);

    /// <summary>All documents.</summary>
    public DocumentSet Everything => index.VisibleTo(SearchScope.Everything.Viewer);

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_times);
        ArrayPool<float>.Shared.Return(_titles);
    }

    /// <summary>An array of zeros of at least that length, to be returned to the pool.</summary>
    public static float[] Rent(int length)
    {
        var array = ArrayPool<float>.Shared.Rent(length);
        array.AsSpan(0, length).Clear();
        return array;
    }

    /// <summary>The documents that hold the word, be it in another form or in a compound.</summary>
    public DocumentSet Of(string lexeme)
    {
        if (_known.TryGetValue(lexeme, out var known))
            return known;

        var set = new DocumentSet(index.Size);
        foreach (var (list, _) in ListsOf(lexeme))
        {
            for (var reader = list.Read(); reader.Next();)
                set.Add(reader.Document);
        }

        return _known[lexeme] = set;
    }

    /// <summary>The documents that hold the word itself, or else all of the words.</summary>
    public DocumentSet OfEither(string lexeme, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
            return Of(lexeme);
        if (_either.TryGetValue(lexeme, out var known))
            return known;

        var all = Of(words[0]).Copy();
        foreach (var word in words.Skip(1))
            all.Keep(Of(word));
        return _either[lexeme] = all.Or(Of(lexeme));
    }

    /// <summary>How much a match of the word says: BM25's inverse document frequency.</summary>
    public float RarityOf(string lexeme) => RarityOf(Of(lexeme).Count);

    /// <summary>The same for a word that so many documents hold.</summary>
    public float RarityOf(int documents)
    {
        var all = Math.Max(index.Count, documents);
        return MathF.Log(1 + ((all - documents + 0.5f) / (documents + 0.5f)));
    }

    /// <summary>Adds to each document what the word is worth there.</summary>
    /// <param name="lexeme">The word.</param>
    /// <param name="share">How much of it counts.</param>
    /// <param name="scores">By document number.</param>
    public void Score(string lexeme, float share, Span<float> scores)
    {
        _known[lexeme] = Gather(lexeme);
        var weight = share * RarityOf(lexeme);
        var titleShare = boosts.HasFlag(Boosts.Title) ? TitleShare : 0;
        var (perText, perWord) = (Saturation * (1 - LengthShare), Saturation * LengthShare / index.AverageLength);
        var (times, titles) = (_times, _titles);
        var lengths = index.Lengths;
        foreach (var document in _known[lexeme])
        {
            ref readonly var length = ref lengths[document];
            scores[document] += weight * ((times[document] / (times[document] + perText + (perWord * length.Text))) + (titleShare * titles[document] * length.TitleWorth));
            (times[document], titles[document]) = (0, 0);
        }
    }

    private DocumentSet Gather(string lexeme)
    {
        var (times, titles) = (_times, _titles);
        var set = new DocumentSet(index.Size);
        foreach (var (list, share) in ListsOf(lexeme))
        {
            for (var reader = list.Read(); reader.Next();)
            {
                set.Add(reader.Document);
                times[reader.Document] += share * (reader.Mark & PostingList.Times);
                if ((reader.Mark & PostingList.Title) != 0)
                    titles[reader.Document] = Math.Max(titles[reader.Document], share);
            }
        }

        return set;
    }

    private IEnumerable<(PostingList List, float Share)> ListsOf(string lexeme)
    {
        foreach (var (form, share) in FormsOf(lexeme))
        {
            yield return (index.WordsOf(form), share);
            if (boosts.HasFlag(Boosts.Parts))
                yield return (index.PartsOf(form), share * PartShare);
        }
    }

    private static IEnumerable<(string Lexeme, float Share)> FormsOf(string lexeme)
    {
        yield return (lexeme, 1);
        foreach (var ending in Endings)
        {
            if (lexeme.Length >= ShortestStem)
                yield return (lexeme + ending, FormShare);
            if (lexeme.Length - ending.Length >= ShortestStem && lexeme.EndsWith(ending, StringComparison.Ordinal))
                yield return (lexeme[..^ending.Length], FormShare);
        }
    }
}
