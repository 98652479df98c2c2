using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>The index at one moment, for one search.</summary>
/// <param name="Searcher">Only to be used while the search is answered.</param>
/// <param name="Language">The language of the hub.</param>
/// <param name="Rights">What viewers may find in it.</param>
internal sealed record Snapshot(IndexSearcher Searcher, HubLanguage Language, Rights Rights)
{
    // More of one term in one text show nothing new.
    private const int MostOfTerm = 100;

    private static readonly HashSet<string> OnlyId = [IndexFields.Id];

    private readonly Dictionary<Term, TermContext> _places = [];

    /// <summary>Documents with a term in one field. Where the index keeps the term is looked up once.</summary>
    public TermQuery With(string field, string term)
    {
        var wanted = new Term(field, term);
        return new TermQuery(wanted, PlacesOf(wanted));
    }

    /// <summary>Documents with a term among all their words.</summary>
    public TermQuery With(string term) => With(IndexFields.Text, term);

    /// <summary>How many documents hold a term among all their words, those just replaced included.</summary>
    public int CountOf(string term) => PlacesOf(new Term(IndexFields.Text, term)).DocFreq;

    /// <summary>The id of a document by its number in the index.</summary>
    public Guid IdOf(int number) => IdOf(Searcher.Doc(number, OnlyId));

    /// <summary>What is shown of a document.</summary>
    public ShownDocument Read(int number)
    {
        var stored = Searcher.Doc(number);
        var text = stored.Get(IndexFields.Text, CultureInfo.InvariantCulture);
        var headings = stored.Get(IndexFields.Headings, CultureInfo.InvariantCulture)
            .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))
            .Select(cells => HeadingAt(int.Parse(cells[0], CultureInfo.InvariantCulture), cells[1], text));
        var shown = stored.GetField(IndexFields.Shown).GetInt32Value()!.Value;
        return new ShownDocument(IdOf(stored), text, shown, [.. headings]);
    }

    /// <summary>Where the text of a document holds some terms.</summary>
    public IReadOnlyList<Occurrence> OccurrencesIn(int number, IEnumerable<string> terms)
    {
        var leaf = Searcher.IndexReader.Leaves[ReaderUtil.SubIndex(number, Searcher.IndexReader.Leaves)];
        var inLeaf = number - leaf.DocBase;
        var found = new List<Occurrence>();
        // A part of the index whose texts are stop words only has none.
        if (leaf.AtomicReader.GetTerms(IndexFields.Text)?.GetEnumerator() is not { } words)
            return [];
        DocsAndPositionsEnum? places = null;
        foreach (var term in terms)
        {
            var wanted = new Term(IndexFields.Text, term);
            if (PlacesOf(wanted).Get(leaf.Ord) is not { } place)
                continue;
            words.SeekExact(wanted.Bytes, place);
            places = words.DocsAndPositions(null, places, DocsAndPositionsFlags.OFFSETS);
            if (places.Advance(inLeaf) != inLeaf)
                continue;
            for (var left = Math.Min(places.Freq, MostOfTerm); left > 0; left--)
            {
                places.NextPosition();
                found.Add(new Occurrence(term, places.StartOffset, places.EndOffset));
            }
        }

        return found;
    }

    private TermContext PlacesOf(Term term) => _places.TryGetValue(term, out var known)
        ? known
        : _places[term] = TermContext.Build(Searcher.TopReaderContext, term);

    private static Guid IdOf(Lucene.Net.Documents.Document stored) =>
        Guid.ParseExact(stored.Get(IndexFields.Id, CultureInfo.InvariantCulture), "N");

    private static ShownHeading HeadingAt(int start, string anchor, string text) =>
        new(anchor, text[start..text.IndexOf('\n', start)], start);
}

/// <summary>What the index keeps of a document to show it.</summary>
/// <param name="Text">All its words.</param>
/// <param name="Shown">Where summary and body begin in it.</param>
internal sealed record ShownDocument(Guid Id, string Text, int Shown, IReadOnlyList<ShownHeading> Headings);

/// <summary>A heading and where the text of its document holds it.</summary>
/// <param name="Anchor">Without <c>#</c>.</param>
internal sealed record ShownHeading(string Anchor, string Text, int Start)
{
    public bool Holds(Occurrence occurrence) => occurrence.Start >= Start && occurrence.End <= Start + Text.Length;
}

/// <summary>A place where a text holds a term.</summary>
/// <param name="End">The place behind its word.</param>
internal readonly record struct Occurrence(string Term, int Start, int End);
