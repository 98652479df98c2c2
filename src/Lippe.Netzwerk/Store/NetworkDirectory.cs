using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// What nearly every page needs and almost never changes: texts, topics, municipalities, names. Kept in memory until
/// any node changes one.
/// </summary>
public sealed class NetworkDirectory(IDocumentStore store, ChangeCounter changes)
{
    private volatile Reading<Snapshot>? _snapshot;
    private volatile Reading<IReadOnlyList<Person>>? _people;

    /// <summary>All topics in their order.</summary>
    public async Task<IReadOnlyList<Topic>> TopicsAsync(CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Topics;

    /// <summary>Topic names by key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> TopicNamesAsync(CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).TopicNames;

    /// <summary>All municipalities by name, the district last.</summary>
    public async Task<IReadOnlyList<Municipality>> MunicipalitiesAsync(CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Municipalities;

    /// <summary>The municipality of that id; there is one behind every id that a record holds.</summary>
    public async Task<Municipality> MunicipalityAsync(Guid id, CancellationToken cancellation) =>
        (await MunicipalitiesAsync(cancellation)).Single(municipality => municipality.Id == id);

    /// <summary>A plain text of the network, for example <c>name</c>; empty when the content folder has none.</summary>
    public async Task<string> TextAsync(string key, CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Texts.GetValueOrDefault(key)?.Value ?? "";

    /// <summary>The same text as markup.</summary>
    public async Task<string> HtmlAsync(string key, CancellationToken cancellation) =>
        (await ReadAsync(cancellation)).Texts.GetValueOrDefault(key)?.Html ?? "";

    /// <summary>Everybody who is a member now, by name; for the eyes of members only.</summary>
    public Task<IReadOnlyList<Person>> PeopleAsync(CancellationToken cancellation)
    {
        var count = changes.Of(RecordKinds.Member);
        var reading = _people;
        if (reading?.HoldsAt(count) is not true)
            _people = reading = new(count, LoadPeopleAsync());
        return reading.Result.WaitAsync(cancellation);
    }

    private Task<Snapshot> ReadAsync(CancellationToken cancellation)
    {
        var count = changes.Of(RecordKinds.Topic, RecordKinds.Municipality, RecordKinds.NetworkText);
        var reading = _snapshot;
        if (reading?.HoldsAt(count) is not true)
            _snapshot = reading = new(count, LoadAsync());
        return reading.Result.WaitAsync(cancellation);
    }

    private async Task<IReadOnlyList<Person>> LoadPeopleAsync()
    {
        await using var session = store.QuerySession();
        var members = await session.Query<Member>().Where(member => member.LeftAt == null)
            .Select(member => new { member.Id, member.Name, member.MunicipalityId }).ToListAsync();
        return
        [
            .. members.OrderBy(member => member.Name, GermanOrder.Comparer)
                .Select(member => new Person(member.Id, member.Name, member.MunicipalityId)),
        ];
    }

    private async Task<Snapshot> LoadAsync()
    {
        await using var session = store.QuerySession();
        var batch = session.CreateBatchQuery();
        var topics = batch.Query<Topic>().ToList();
        var municipalities = batch.Query<Municipality>().ToList();
        var texts = batch.Query<NetworkText>().ToList();
        await batch.Execute();
        return new Snapshot(
            [.. (await topics).InOrder()],
            (await topics).ToDictionary(topic => topic.Id, topic => topic.Name),
            [.. (await municipalities).OrderBy(m => m.IsDistrict).ThenBy(m => m.Name, GermanOrder.Comparer)],
            (await texts).ToDictionary(text => text.Key));
    }

    private sealed record Reading<T>(long Count, Task<T> Result)
    {
        public bool HoldsAt(long count) => Count == count && !Result.IsFaulted && !Result.IsCanceled;
    }

    private sealed record Snapshot(
        IReadOnlyList<Topic> Topics,
        IReadOnlyDictionary<string, string> TopicNames,
        IReadOnlyList<Municipality> Municipalities,
        IReadOnlyDictionary<string, NetworkText> Texts);
}

/// <summary>Finds one among all municipalities.</summary>
public static class MunicipalityNames
{
    /// <summary>The name in addresses of one that a record names; empty where it names none.</summary>
    public static string SlugOf(this IReadOnlyList<Municipality> municipalities, Guid? id) =>
        id is null ? "" : municipalities.Single(municipality => municipality.Id == id).Slug;
}

/// <summary>A member as a list of names shows them.</summary>
public sealed record Person(Guid Id, string Name, Guid MunicipalityId);
