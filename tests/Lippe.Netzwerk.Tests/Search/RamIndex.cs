using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Search;
using Lucene.Net.Store;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>An index of a few texts in memory, in the language the hub comes with.</summary>
internal sealed class RamIndex : IDisposable
{
    public static readonly LanguageLists Lists = new(Read(LanguageLists.SynonymsKey), Read(LanguageLists.WordsKey));

    private readonly Dictionary<Guid, string> _titles = [];
    private readonly BuiltIndex _index = BuiltIndex.Create(new RAMDirectory(), HubLanguage.Of(Lists));

    /// <summary>Takes in public guides, each with its title and text.</summary>
    public RamIndex(params IEnumerable<(string Title, string Text)> texts)
    {
        foreach (var (title, text) in texts)
            Put(SampleGuide.Of(title, text));
    }

    public bool Put(IndexedDocument document)
    {
        _titles[document.Id] = document.Title;
        var isIn = _index.TryPut(document);
        _index.Refresh();
        return isIn;
    }

    /// <summary>The titles of the first page.</summary>
    public IReadOnlyList<string> TitlesFor(string text, Viewer? viewer = null) =>
        [.. Find(text, viewer).Page.Select(hit => _titles[hit.Id])];

    public FoundDocuments Find(string text, Viewer? viewer = null) =>
        Find(text, new SearchScope(viewer ?? Viewer.Anonymous), new SearchSlice(0, 15) { Title = text });

    public FoundDocuments Find(string text, SearchScope scope, SearchSlice slice) =>
        _index.Ask(snapshot => DocumentSearch.Find(text, snapshot, scope, slice, DateTimeOffset.UnixEpoch));

    public void Dispose() => _index.Dispose();

    private static string Read(string key) => File.ReadAllText(Path.Combine(HubFolders.Find("content"), key + ".txt"));
}
