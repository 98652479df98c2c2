using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Opens lightweight sessions that know on whose behalf they save, also when that turns out only later.
/// </summary>
public sealed class HubSessions(IDocumentStore store, Actor actor) : ISessionFactory
{
    private const string Deeds = "deeds";
    private const string Doer = "actor";

    public IQuerySession QuerySession() => store.QuerySession();

    public IDocumentSession OpenSession()
    {
        var session = store.LightweightSession();
        session.SetHeader(Doer, actor);
        return session;
    }

    internal static Guid? ActorOf(IDocumentSession session) => (session.GetHeader(Doer) as Actor)?.MemberId;

    /// <summary>The named deeds of the save at hand, by the record they are done to.</summary>
    internal static Dictionary<object, string> DeedsOf(IDocumentSession session)
    {
        if (session.GetHeader(Deeds) is Dictionary<object, string> known)
            return known;
        var deeds = new Dictionary<object, string>(ReferenceEqualityComparer.Instance);
        session.SetHeader(Deeds, deeds);
        return deeds;
    }
}

/// <summary>What sessions of the hub do besides what Marten's do.</summary>
public static class SessionVerbs
{
    /// <summary>Stores a new record, or a changed one unless somebody else stored it since it was read.</summary>
    /// <remarks>The save throws <see cref="JasperFx.ConcurrencyException"/> then.</remarks>
    public static void Change<T>(this IDocumentSession session, T record)
        where T : notnull, IVersioned
    {
        if (record.Version == 0)
            session.Insert(record);
        else
            session.UpdateRevision(record, record.Version + 1);
    }

    /// <summary>Deletes records one by one, as the recorder wants it, and counts them.</summary>
    public static async Task<int> DeleteAllAsync<T>(
        this IDocumentSession session, IQueryable<T> records, CancellationToken cancellation)
        where T : notnull, IRecorded
    {
        var found = await records.ToListAsync(cancellation);
        foreach (var record in found)
            session.Delete(record);
        return found.Count;
    }

    /// <summary>
    /// Names what the save at hand does to a record, for its activity; without a name that says created or changed.
    /// </summary>
    public static void Does(this IDocumentSession session, IRecorded record, string deed) =>
        HubSessions.DeedsOf(session)[record] = deed;

    /// <summary>Waits until no other transaction has the turn of this name; it ends with the save at hand.</summary>
    public static async Task TakeTurnAsync(
        this IDocumentSession session, string name, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        await session.AdvancedSql.QueryAsync<string>(
            "select pg_advisory_xact_lock(hashtext(?))::text", cancellation, name);
    }
}
