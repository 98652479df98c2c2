using System.Runtime.CompilerServices;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Search;

/// <summary>Reads from the database what the index is made of; nothing else of the search reads documents.</summary>
public sealed class IndexSource(IServiceScopeFactory scopes)
{
    /// <summary>How many documents there are.</summary>
    public async Task<int> CountAsync(CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await Database(scope).Documents.CountAsync(cancellation);
    }

    /// <summary>All documents, one after the other.</summary>
    public IAsyncEnumerable<SourceDocument> ReadAllAsync(CancellationToken cancellation) => ReadAsync(documents => documents, cancellation);

    /// <summary>Those of some documents that exist.</summary>
    public IAsyncEnumerable<SourceDocument> ReadAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellation) =>
        ReadAsync(documents => documents.Where(d => ids.Contains(d.Id)), cancellation);

    /// <summary>Those that have some topic.</summary>
    public IAsyncEnumerable<SourceDocument> ReadOfTopicAsync(string topic, CancellationToken cancellation) =>
        ReadAsync(documents => documents.Where(d => d.Topics.Contains(topic)), cancellation);

    /// <summary>The lists of synonyms and of words as they are now.</summary>
    public async Task<SourceLists> ReadListsAsync(CancellationToken cancellation)
    {
        string[] keys = [SourceLists.SynonymsKey, SourceLists.WordsKey];
        await using var scope = scopes.CreateAsyncScope();
        var texts = await Database(scope).NetworkTexts.AsNoTracking().Where(text => keys.Contains(text.Key))
            .ToDictionaryAsync(text => text.Key, text => text.Value, cancellation);
        return new SourceLists(texts.GetValueOrDefault(keys[0], ""), texts.GetValueOrDefault(keys[1], ""));
    }

    private async IAsyncEnumerable<SourceDocument> ReadAsync(
        Func<IQueryable<Document>, IQueryable<Document>> which, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = Database(scope);
        var topics = await db.Topics.AsNoTracking().ToDictionaryAsync(topic => topic.Id, topic => topic.Name, cancellation);
        await foreach (var document in which(db.Documents.AsNoTracking()).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return Of(document, topics);
    }

    private static HubDbContext Database(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<HubDbContext>();

    private static SourceDocument Of(Document document, IReadOnlyDictionary<string, string> topics)
    {
        var at = document.PublishedAt ?? document.ChangedAt;
        return new SourceDocument
        {
            Id = document.Id,
            Kind = document.Kind,
            State = document.State,
            Visibility = document.Visibility,
            MunicipalityId = document.MunicipalityId,
            ResponsibleId = document.ResponsibleId,
            Topics = document.Topics,
            TopicNames = [.. document.Topics.Select(topic => topics.GetValueOrDefault(topic, topic))],
            At = at,
            Year = (document as Minutes)?.Facts.Date?.Year ?? at.InBerlin().Year,
            Title = document.Title,
            Summary = document.Summary,
            Headings = document.Contents,
            Text = MarkdownRenderer.TextOf(document.Body),
            Version = document.Version,
        };
    }
}
