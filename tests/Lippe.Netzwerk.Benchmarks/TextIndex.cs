using Lippe.Netzwerk.Domain;
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

    /// <summary>A public guide of nobody in particular.</summary>
    public static IndexedDocument Guide(string title, string text) => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = DocumentKind.Guide,
        State = DocumentState.Published,
        Visibility = Visibility.Public,
        MunicipalityId = Guid.Empty,
        ResponsibleId = null,
        Topics = [],
        TopicNames = [],
        At = DateTimeOffset.UnixEpoch,
        Year = DateTimeOffset.UnixEpoch.Year,
        Title = title,
        Summary = "",
        Headings = [],
        Text = text,
    };

    /// <summary>One page of answers, as <see cref="DocumentSearch"/> gives them.</summary>
    public FoundDocuments Find(string text, SearchScope scope, SearchSlice slice) =>
        _index.Ask(snapshot => DocumentSearch.Find(text, snapshot, scope, slice, DateTimeOffset.UnixEpoch));

    public void Dispose() => _index.Dispose();
}
