using Lucene.Net.Store;

namespace Lippe.Netzwerk.Search;

/// <summary>Tells which of some documents answer a search, without any node's index: for jobs and commands.</summary>
public sealed class MatchingDocuments : IDisposable
{
    private readonly BuiltIndex _index;
    private readonly int _count;

    private MatchingDocuments(BuiltIndex index, int count) => (_index, _count) = (index, count);

    /// <summary>Reads the documents.</summary>
    public static async Task<MatchingDocuments> AmongAsync(
        IndexReading reading, IReadOnlyCollection<Guid> ids, CancellationToken cancellation)
    {
        var index = BuiltIndex.Create(new RAMDirectory(), HubLanguage.Of(await reading.ReadListsAsync(cancellation)));
        await foreach (var document in reading.ReadAsync(ids, cancellation))
            index.TryAdd(document);
        index.Refresh();
        return new MatchingDocuments(index, ids.Count);
    }

    /// <summary>Those that answer the whole search, whoever may see them.</summary>
    public IReadOnlySet<Guid> Of(string text) => _index.Ask(snapshot =>
    {
        var matching = snapshot.Searcher.Search(AskedText.Parse(text, snapshot).Matching, Math.Max(1, _count));
        return matching.ScoreDocs.Select(hit => snapshot.IdOf(hit.Doc)).ToHashSet();
    });

    public void Dispose() => _index.Dispose();
}
