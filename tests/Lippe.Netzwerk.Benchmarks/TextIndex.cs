using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>An index of texts without a database.</summary>
internal sealed class TextIndex : IDisposable
{
    private readonly BuiltIndex _index;

    private TextIndex(BuiltIndex index) => _index = index;

    /// <summary>Takes documents into a new index in a folder.</summary>
    public static TextIndex Build(string folder, LanguageLists lists, IEnumerable<IndexedDocument> documents)
    {
        var index = BuiltIndex.Create(IndexFolder.FilesOf(folder), HubLanguage.Of(lists));
        foreach (var document in documents)
            index.TryAdd(document);
        index.Refresh();
        return new TextIndex(index);
    }

    /// <summary>One page of answers, as <see cref="DocumentSearch"/> gives them.</summary>
    public FoundDocuments Find(string text, SearchScope scope, SearchSlice slice) =>
        _index.Ask(snapshot => DocumentSearch.Find(text, snapshot, scope, slice, DateTimeOffset.UnixEpoch));

    public void Dispose() => _index.Dispose();
}
