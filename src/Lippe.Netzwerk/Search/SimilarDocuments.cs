using Lippe.Netzwerk.Domain;
using Lucene.Net.Queries.Mlt;
using Lucene.Net.Search;
using Microsoft.Extensions.Caching.Memory;

namespace Lippe.Netzwerk.Search;

/// <summary>Finds documents about the same: those that hold the words which set a document apart.</summary>
/// <remarks>
/// What is alike changes slowly, and asking costs more than the page it stands on: an answer is kept for some minutes.
/// </remarks>
public sealed class SimilarDocuments(HubIndex index) : IDisposable
{
    private const int WordsCompared = 12;

    // Of the words compared, so many make two documents alike.
    private const int LeastShared = 4;

    // A word of fewer letters is mostly an abbreviation that means something else elsewhere.
    private const int ShortestWord = 3;

    // More than are shown, because not every reader may see all of them.
    private const int MostFound = 8;

    private const int MostKept = 5_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostKept });

    /// <summary>
    /// The published documents most like one, best first, whoever may see them; none when hardly a word is shared.
    /// </summary>
    public async Task<IReadOnlyList<Guid>> FindAsync(Document document, CancellationToken cancellation)
    {
        var key = (document.Id, document.Version);
        if (_kept.TryGetValue(key, out IReadOnlyList<Guid>? known))
            return known!;

        var found = await index.AskAsItIsAsync(snapshot => Find(snapshot, document.Id), null, cancellation);
        return found is null ? [] : _kept.Set(key, found, new MemoryCacheEntryOptions
        {
            Size = 1,
            AbsoluteExpirationRelativeToNow = Lifetime,
        });
    }

    public void Dispose() => _kept.Dispose();

    private static IReadOnlyList<Guid>? Find(Snapshot snapshot, Guid documentId)
    {
        var id = QueryOf.Term(IndexFields.Id, documentId);
        if (snapshot.Searcher.Search(id, 1).ScoreDocs is not [var itself])
            return [];

        var published = QueryOf.Term(IndexFields.NameOf(Facet.State), DocumentState.Published);
        var alike = QueryOf.All([Like(snapshot, itself.Doc), published]);
        alike.Add(id, Occur.MUST_NOT);
        return [.. snapshot.Searcher.Search(alike, MostFound).ScoreDocs.Select(hit => snapshot.IdOf(hit.Doc))];
    }

    private static Query Like(Snapshot snapshot, int doc)
    {
        var comparing = new MoreLikeThis(snapshot.Searcher.IndexReader)
        {
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
