using System.Runtime.CompilerServices;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Search;

/// <summary>Reads from the database what the index is made of; nothing else of the search reads documents.</summary>
public sealed class IndexReading(IDocumentStore store)
{
    /// <summary>How many documents there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        return await session.Query<Document>().CountAsync(cancellation);
    }

    /// <summary>All documents, one after the other.</summary>
    public async IAsyncEnumerable<IndexedDocument> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var all = await session.Query<Document>().OrderBy(document => document.Id)
            .Select(document => document.Id).ToListAsync(cancellation);
        await foreach (var document in ReadAsync(all, cancellation))
            yield return document;
    }

    /// <summary>Those of some documents that exist.</summary>
    public async IAsyncEnumerable<IndexedDocument> ReadAsync(
        IReadOnlyCollection<Guid> ids, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var topics = (await session.Query<Topic>().ToListAsync(cancellation))
            .ToDictionary(topic => topic.Id, topic => topic.Name);
        await foreach (var (document, text) in session.ReadWithTextsAsync(ids, cancellation))
            yield return Of(document, text, topics);
    }

    /// <summary>Those that have some topic.</summary>
    public async IAsyncEnumerable<IndexedDocument> ReadOfTopicAsync(
        string topic, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var ids = await session.Query<Document>().Where(document => document.Topics.Contains(topic))
            .Select(document => document.Id).ToListAsync(cancellation);
        await foreach (var document in ReadAsync(ids, cancellation))
            yield return document;
    }

    /// <summary>The lists of synonyms and of words as they are now.</summary>
    public async Task<LanguageLists> ReadListsAsync(CancellationToken cancellation)
    {
        await using var session = store.QuerySession();
        var synonyms = await session.LoadAsync<NetworkText>(LanguageLists.SynonymsKey, cancellation);
        var words = await session.LoadAsync<NetworkText>(LanguageLists.WordsKey, cancellation);
        return new LanguageLists(synonyms?.Value ?? "", words?.Value ?? "");
    }

    private static IndexedDocument Of(Document document, Revision text, IReadOnlyDictionary<string, string> topics)
    {
        var at = document.PublishedAt ?? document.ChangedAt;
        return new IndexedDocument
        {
            Id = document.Id,
            Kind = document.Kind,
            State = document.State,
            Visibility = document.Visibility,
            MunicipalityId = document.MunicipalityId,
            ConcernsId = document.ConcernsId,
            ResponsibleId = document.ResponsibleId,
            Topics = document.Topics,
            TopicNames = [.. document.Topics.Select(topic => topics.GetValueOrDefault(topic, topic))],
            At = at,
            Year = (document as Minutes)?.Facts.Date?.Year ?? at.InBerlin().Year,
            Title = document.Title,
            Summary = document.Summary,
            Headings = text.Contents,
            Text = MarkdownRenderer.TextOf(text.Body),
        };
    }
}
