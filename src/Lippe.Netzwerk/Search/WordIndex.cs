using System.Runtime.InteropServices;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// Which documents hold which word, in memory. Documents are numbered in the order they come; a changed document gets a new number.
/// One writes at a time and nobody reads meanwhile: <see cref="SearchIndex"/> sees to that.
/// </summary>
internal sealed class WordIndex
{
    private static readonly PostingList None = new();

    private readonly List<IndexedDocument> _documents = [];
    private readonly List<Lengths> _lengths = [];
    private readonly Dictionary<string, List<int>> _titled = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _numbers = [];
    private readonly Dictionary<string, PostingList> _words = new(StringComparer.Ordinal);
    private Dictionary<string, PostingList> _parts = new(StringComparer.Ordinal);
    private double _totalLength;

    /// <summary>How many documents have been numbered, replaced ones among them.</summary>
    public int Size => _documents.Count;

    /// <summary>How many documents there are.</summary>
    public int Count => _numbers.Count;

    /// <summary>Words of an average document; 1 without any.</summary>
    public float AverageLength => Count == 0 ? 1 : (float)Math.Max(1, _totalLength / Count);

    /// <summary>The document of a number.</summary>
    public IndexedDocument this[int number] => _documents[number];

    /// <summary>The document of an id; null when it is not known.</summary>
    public IndexedDocument? Find(Guid id) => _numbers.TryGetValue(id, out var number) ? _documents[number] : null;

    /// <summary>How long each document is, by number.</summary>
    public ReadOnlySpan<Lengths> Lengths => CollectionsMarshal.AsSpan(_lengths);

    /// <summary>The words of all titles.</summary>
    public TitleWords TitleWords { get; } = new();

    /// <summary>The documents by state, kind, topic, municipality and year.</summary>
    public DocumentFacets Facets { get; } = new();

    /// <summary>All documents the viewer may see.</summary>
    public DocumentSet VisibleTo(Viewer viewer) => Facets.VisibleTo(viewer, CollectionsMarshal.AsSpan(_documents));

    /// <summary>The documents with just that title, folded.</summary>
    public IReadOnlyList<int> Titled(string folded) => _titled.GetValueOrDefault(folded, []);

    /// <summary>Whether some document holds the word, be it as part of a compound.</summary>
    public bool Holds(string lexeme) => _words.ContainsKey(lexeme) || _parts.ContainsKey(lexeme);

    /// <summary>The documents that hold the word itself.</summary>
    public PostingList WordsOf(string lexeme) => _words.GetValueOrDefault(lexeme, None);

    /// <summary>The documents that hold compounds of the word.</summary>
    public PostingList PartsOf(string lexeme) => _parts.GetValueOrDefault(lexeme, None);

    /// <summary>How many documents hold each word.</summary>
    public Dictionary<string, int> CountWords() => _words.ToDictionary(word => word.Key, word => word.Value.Count, StringComparer.Ordinal);

    /// <summary>Takes a document in, in place of what was known of it.</summary>
    /// <param name="document">The document.</param>
    /// <param name="lexemes">Its words, each once.</param>
    /// <param name="marks">How often and where each stands, see <see cref="PostingList"/>.</param>
    /// <param name="words">Knows the parts of compounds.</param>
    public void Put(IndexedDocument document, string[] lexemes, short[] marks, SearchWords words)
    {
        Remove(document.Id);
        var number = Size;
        _documents.Add(document);
        _numbers[document.Id] = number;
        var inCompounds = new Dictionary<string, int>(StringComparer.Ordinal);
        var (length, titleLength) = (0, 0);
        for (var n = 0; n < lexemes.Length; n++)
        {
            var mark = (byte)marks[n];
            ListOf(_words, lexemes[n]).Add(number, mark);
            length += mark & PostingList.Times;
            titleLength += mark >> 7;
            foreach (var part in words.Split(lexemes[n]))
                inCompounds[part] = inCompounds.TryGetValue(part, out var known) ? Together(known, mark) : mark;
        }

        foreach (var (part, mark) in inCompounds)
            ListOf(_parts, part).Add(number, (byte)mark);
        _lengths.Add(new Lengths(length, 1 / MathF.Sqrt(Math.Max(1, titleLength))));
        _totalLength += length;
        Facets.Add(number, document);
        TitleWords.Add(number, document.FoldedTitle);
        if (!_titled.TryGetValue(document.FoldedTitle, out var titled))
            _titled[document.FoldedTitle] = titled = [];
        titled.Add(number);
    }

    /// <summary>The lists of all words as they are now, for <see cref="PartsAmong"/>.</summary>
    public KeyValuePair<string, PostingList.Reader>[] ReadWords() => [.. _words.Select(word => KeyValuePair.Create(word.Key, word.Value.Read()))];

    /// <summary>Finds the parts of all compounds; takes seconds for a large index, and may run while others read and write.</summary>
    public static Dictionary<string, PostingList> PartsAmong(KeyValuePair<string, PostingList.Reader>[] words, SearchWords vocabulary)
    {
        var compounds = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var n = 0; n < words.Length; n++)
        {
            foreach (var part in vocabulary.Split(words[n].Key).Distinct())
            {
                if (!compounds.TryGetValue(part, out var list))
                    compounds[part] = list = [];
                list.Add(n);
            }
        }

        var found = new List<(int Document, byte Mark)>();
        return compounds.ToDictionary(part => part.Key, part => Merge(part.Value.Select(n => words[n].Value), found), StringComparer.Ordinal);
    }

    /// <summary>Takes over other parts, found among the first documents, and adds the ones known of later documents.</summary>
    /// <param name="parts">What <see cref="PartsAmong"/> found.</param>
    /// <param name="size">How many documents there were then.</param>
    public void TakeParts(Dictionary<string, PostingList> parts, int size)
    {
        foreach (var (part, list) in Size > size ? _parts : [])
        {
            var reader = list.Read();
            while (reader.Next())
            {
                if (reader.Document >= size)
                    ListOf(parts, part).Add(reader.Document, reader.Mark);
            }
        }

        _parts = parts;
    }

    private void Remove(Guid id)
    {
        if (!_numbers.Remove(id, out var number))
            return;
        Facets.Remove(number);
        _totalLength -= _lengths[number].Text;
    }

    private static PostingList ListOf(Dictionary<string, PostingList> lists, string lexeme)
    {
        if (!lists.TryGetValue(lexeme, out var list))
            lists[lexeme] = list = new PostingList();
        return list;
    }

    private static PostingList Merge(IEnumerable<PostingList.Reader> lists, List<(int Document, byte Mark)> found)
    {
        found.Clear();
        foreach (var list in lists)
        {
            var reader = list;
            while (reader.Next())
                found.Add((reader.Document, reader.Mark));
        }

        found.Sort((one, other) => one.Document.CompareTo(other.Document));
        var merged = new PostingList();
        for (var n = 0; n < found.Count;)
        {
            var (document, mark) = found[n];
            for (n++; n < found.Count && found[n].Document == document; n++)
                mark = (byte)Together(mark, found[n].Mark);
            merged.Add(document, mark);
        }

        return merged;
    }

    private static int Together(int one, int other) =>
        ((one | other) & (PostingList.Title | PostingList.Summary)) | Math.Min(PostingList.Times, (one & PostingList.Times) + (other & PostingList.Times));
}

/// <summary>How long a document is.</summary>
/// <param name="Text">In words.</param>
/// <param name="TitleWorth">What one word of its title is worth: the less, the more there are.</param>
internal readonly record struct Lengths(float Text, float TitleWorth);
