using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds documents about the same: those that hold the words which set a document apart.</summary>
public sealed class SimilarDocuments(HubIndex index)
{
    private const int WordsCompared = 12;

    // Of the words compared, so many make two documents alike.
    private const int LeastShared = 4;

    // A word of fewer letters is mostly an abbreviation that means something else elsewhere.
    private const int ShortestWord = 3;

    /// <summary>The documents most like one, best first; none when hardly a word is shared.</summary>
    public Task<IReadOnlyList<Guid>> FindAsync(
        Guid documentId, SearchScope scope, int count, CancellationToken cancellation) =>
        index.AskAsItIsAsync(snapshot => Find(snapshot, documentId, scope, count), cancellation);

    private static IReadOnlyList<Guid> Find(Snapshot index, Guid documentId, SearchScope scope, int count)
    {
        var id = QueryOf.Term(IndexFields.Id, documentId);
        if (index.Searcher.Search(id, 1).ScoreDocs is not [var itself])
            return [];

        var alike = QueryOf.All([Like(index, itself.Doc), QueryOf.Term(IndexFields.NameOf(Facet.State), scope.State)]);
        alike.Add(id, Occur.MUST_NOT);
        var found = index.Searcher.Search(alike, Rights.Of(scope.Viewer), count);
        return [.. found.ScoreDocs.Select(hit => index.IdOf(hit.Doc))];
    }

    private static Query Like(Snapshot index, int doc)
    {
        var comparing = new MoreLikeThis(index.Searcher.IndexReader)
        {
            Analyzer = index.Analyzer,
            FieldNames = [IndexFields.Text],
            MinTermFreq = 1,
            MinDocFreq = 2,
            MinWordLen = ShortestWord,
            MaxQueryTerms = WordsCompared,
            ApplyBoost = true,
        };
        var like = (BooleanQuery)comparing.Like(doc);
        like.MinimumNumberShouldMatch = LeastShared;
        return like;
    }
}
