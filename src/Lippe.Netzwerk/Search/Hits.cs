using Lippe.Netzwerk.Domain.Language;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds the best documents for one question, of those that the viewer may see.</summary>
internal sealed class Hits(IndexState index, SearchScope scope, SearchSlice slice, DateTimeOffset now)
{
    // Above any score, so that what comes first does so whatever its words are worth.
    private const float AheadOfScores = 1_000;
    private const float AheadOfAll = 10_000;

    private const int MostHeadings = 40;

    // Of the same moment, whatever was saved last.
    private static readonly SortField[] Newest =
        [new(IndexFields.At, SortFieldType.INT64, reverse: true), new(null, SortFieldType.DOC, reverse: true)];

    /// <summary>One page of hits, best first.</summary>
    public (IReadOnlyList<Hit> Page, FacetCounts Counts) For(Question question)
    {
        var titled = new TermQuery(new Term(IndexFields.WholeTitle, GermanFold.Fold(slice.Title)));
        var all = QueryOf.Any([question.Matching(), titled]);
        var score = Score(question, titled);
        var (page, counts) = Search(all, score);
        // Few documents with all words leave room for others that hold most of them.
        if (question.IsPlain && !question.IsEmpty && slice.Skip == 0 && counts.Total < slice.Count && !slice.NewestFirst)
            page = Search(QueryOf.Any([question.MatchingSome(), all]), score).Page;
        var excerpts = new Excerpts(index.Language.Lexemes, question.Terms);
        var answers = Searcher.CreateNormalizedWeight(all);
        var words = question.Words.Select(word => (word.Typed, Weight: Searcher.CreateNormalizedWeight(word.Matching()))).ToList();
        return ([.. page.Select(hit => Read(hit, excerpts) with { Missing = Holds(hit.Doc, answers) ? [] : MissingIn(hit.Doc, words) })], counts);
    }

    /// <summary>One page of all documents, newest first.</summary>
    public (IReadOnlyList<Hit> Page, FacetCounts Counts) All()
    {
        var (page, counts) = Search(QueryOf.Everything, null);
        return ([.. page.Select(hit => new Hit(index.IdOf(hit.Doc), 0))], counts);
    }

    private IndexSearcher Searcher => index.Searcher;

    private BooleanQuery Score(Question question, Query titled)
    {
        var scoring = question.Scoring(slice.Weights);
        var fresh = slice.Weights.Freshness > 0 ? new Freshness(scoring, slice.Weights.Freshness, now) : scoring;
        var score = QueryOf.Any([fresh, QueryOf.Constant(titled, AheadOfAll)]);
        if (question.First() is { } first)
            score.Add(QueryOf.Constant(first, AheadOfScores), Occur.SHOULD);
        return score;
    }

    private (ScoreDoc[] Page, FacetCounts Counts) Search(Query matching, Query? score)
    {
        var query = QueryOf.All([QueryOf.Constant(matching, 0)]);
        if (score is not null)
            query.Add(score, Occur.SHOULD);
        var order = score is null || slice.NewestFirst ? new Sort(Newest) : new Sort([SortField.FIELD_SCORE, .. Newest]);
        var most = Math.Clamp(slice.Skip + slice.Count, 1, Math.Max(1, Searcher.IndexReader.MaxDoc));
        var best = TopFieldCollector.Create(order, most, fillFields: false, trackDocScores: true, trackMaxScore: false, docsScoredInOrder: false);
        var collector = new HitCollector(scope, best);
        Searcher.Search(query, Rights.Of(scope.Viewer), collector);
        return (best.GetTopDocs(slice.Skip, slice.Count).ScoreDocs, collector.Counts());
    }

    private Hit Read(ScoreDoc hit, Excerpts excerpts)
    {
        var shown = index.Read(hit.Doc);
        return new Hit(index.IdOf(hit.Doc), hit.Score)
        {
            Excerpt = new Excerpt(excerpts.Of(shown.Text), [.. shown.Headings.Take(MostHeadings).Where(heading => excerpts.AreIn(heading.Text))]),
        };
    }

    private IReadOnlyList<string> MissingIn(int doc, IEnumerable<(string Typed, Weight Weight)> words) =>
        [.. words.Where(word => !Holds(doc, word.Weight)).Select(word => word.Typed)];

    private bool Holds(int doc, Weight weight)
    {
        var leaf = Searcher.IndexReader.Leaves[ReaderUtil.SubIndex(doc, Searcher.IndexReader.Leaves)];
        var inLeaf = doc - leaf.DocBase;
        return weight.GetScorer(leaf, leaf.AtomicReader.LiveDocs)?.Advance(inLeaf) == inLeaf;
    }
}

/// <summary>A document found.</summary>
/// <param name="Id">The document.</param>
/// <param name="Score">Its rank; higher is better.</param>
public sealed record Hit(Guid Id, float Score)
{
    /// <summary>The words asked for, as typed, that it does not hold; none when it answers the whole question.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    public Excerpt Excerpt { get; init; } = new("", []);
}
