using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Opens lightweight sessions that know on whose behalf they save, also when that turns out only later.
/// </summary>
public sealed class HubSessions(IDocumentStore store, Actor actor) : ISessionFactory
{
    private const string Deed = "deed";
    private const string Doer = "actor";

    public IQuerySession QuerySession() => store.QuerySession();

    public IDocumentSession OpenSession()
    {
        var session = store.LightweightSession();
        session.SetHeader(Doer, actor);
        return session;
    }

    internal static Guid? ActorOf(IDocumentSession session) => (session.GetHeader(Doer) as Actor)?.MemberId;

    internal static string? DeedOf(IDocumentSession session) => session.GetHeader(Deed) as string;

    internal static void Name(IDocumentSession session, string deed) => session.SetHeader(Deed, deed);
}

/// <summary>What sessions of the hub do besides what Marten's do.</summary>
public static class SessionVerbs
{
    /// <summary>Stores a changed record, unless somebody else stored one since it was read.</summary>
    /// <remarks>The save throws <see cref="JasperFx.ConcurrencyException"/> then.</remarks>
    public static void Change<T>(this IDocumentSession session, T record)
        where T : notnull, IVersioned => session.UpdateRevision(record, record.Version + 1);

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
    /// Names what the save at hand does to what it writes, for the activities; without a name they say created or
    /// changed.
    /// </summary>
    public static void Does(this IDocumentSession session, string deed) => HubSessions.Name(session, deed);
}
