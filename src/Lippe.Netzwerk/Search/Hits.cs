using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds the best documents for one search, of those that the viewer may see.</summary>
internal sealed class Hits(Snapshot snapshot, SearchScope scope, SearchSlice slice, DateTimeOffset now)
{
    // Above any score, so that what comes first does so whatever its words are worth.
    private const float AheadOfScores = 1_000;
    private const float AheadOfAll = 10_000;

    private const int MostHeadings = 40;

    // Of the same moment, whatever was saved last.
    private static readonly SortField[] Newest =
        [new(IndexFields.At, SortFieldType.INT64, reverse: true), new(null, SortFieldType.DOC, reverse: true)];

    /// <summary>One page of hits, best first.</summary>
    public FoundDocuments For(AskedText asked)
    {
        var titled = new TermQuery(new Term(IndexFields.WholeTitle, GermanFold.Fold(slice.Title)));
        var all = QueryOf.Any([asked.Matching, titled]);
        var score = Score(asked, titled);
        var (page, counts) = Search(all, score);
        // Few documents with all words leave room for others that hold most of them.
        var isWide = asked.IsPlain && slice.Skip == 0 && counts.Total < slice.Count && !slice.NewestFirst;
        if (isWide && !asked.IsEmpty)
            page = Search(QueryOf.Any([asked.MatchingSome(), all]), score).Page;
        return new FoundDocuments([.. page.Select(hit => Read(hit, asked))], counts)
        {
            HasNoWord = asked.IsEmpty && page.Length == 0,
            Synonyms = asked.Synonyms,
        };
    }

    /// <summary>One page of all documents, newest first.</summary>
    public FoundDocuments All()
    {
        var (page, counts) = Search(QueryOf.Everything, null);
        return new FoundDocuments([.. page.Select(hit => new Hit(snapshot.IdOf(hit.Doc), 0))], counts);
    }

    private BooleanQuery Score(AskedText asked, Query titled)
    {
        var fresh = slice.Weights.WithFreshness(asked.Scoring(slice.Weights), now);
        var score = QueryOf.Any([fresh, QueryOf.Constant(titled, AheadOfAll)]);
        if (asked.First() is { } first)
            score.Add(QueryOf.Constant(first, AheadOfScores), Occur.SHOULD);
        return score;
    }

    private (ScoreDoc[] Page, FacetCounts Counts) Search(Query matching, Query? score)
    {
        var query = QueryOf.All([QueryOf.Constant(matching, 0)]);
        if (score is not null)
            query.Add(score, Occur.SHOULD);
        var order = new Sort(score is null || slice.NewestFirst ? Newest : [SortField.FIELD_SCORE, .. Newest]);
        var most = Math.Clamp(slice.Skip + slice.Count, 1, Math.Max(1, snapshot.Searcher.IndexReader.MaxDoc));
        var best = TopFieldCollector.Create(
            order, most, fillFields: false, trackDocScores: true, trackMaxScore: false, docsScoredInOrder: false);
        var counter = new FacetCounter(scope, best);
        snapshot.Searcher.Search(query, snapshot.Rights.Of(scope.Viewer), counter);
        return (best.GetTopDocs(slice.Skip, slice.Count).ScoreDocs, counter.Counts());
    }

    private Hit Read(ScoreDoc hit, AskedText asked)
    {
        var (id, text, shown, headings) = snapshot.Read(hit.Doc);
        var found = snapshot.OccurrencesIn(hit.Doc, asked.Terms);
        var matching = headings.Take(MostHeadings).Where(heading => found.Any(heading.Holds));
        return new Hit(id, hit.Score)
        {
            Missing = asked.MissingIn(found.Select(occurrence => occurrence.Term).ToHashSet(StringComparer.Ordinal)),
            Excerpt = new Excerpt(
                Excerpts.Of(text, shown, found), [.. matching.Select(heading => (heading.Anchor, heading.Text))]),
        };
    }
}

/// <summary>A document found.</summary>
/// <param name="Id">The document.</param>
/// <param name="Score">Its rank; higher is better.</param>
public sealed record Hit(Guid Id, float Score)
{
    /// <summary>
    /// The words asked for, as typed, that it does not hold; none when it answers the whole search.
    /// </summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public Excerpt Excerpt { get; init; } = new("", []);
}
