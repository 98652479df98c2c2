using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Queues the erasure of what a feature keeps about a member who leaves, while the member still has name and address;
/// it happens with the save that ends the membership.
/// </summary>
public delegate void Forget(IDocumentSession session, Member member);

/// <summary>Changes and ends memberships; the hub always keeps one coordinator.</summary>
public sealed class Memberships(IDocumentSession session, IEnumerable<Forget> forgets, TimeProvider clock)
{
    private const string OwnTurn = "select pg_advisory_xact_lock(hashtext('hub.members'))::text";

    // No verb and no revision: what was said stays, only whom it named is forgotten.
    private const string ForgetInDocumentsSql =
        """
        update mt_doc_document set data = data || '{"ResponsibleId": null}', responsible_id = null
        where responsible_id = ?
        """;

    private const string ForgetInRevisionsSql =
        """
        update mt_doc_revision set data = data || '{"ResponsibleId": null}' where data ->> 'ResponsibleId' = ?
        """;

    /// <summary>Gives a member another role or municipality.</summary>
    /// <returns>False when the hub would lose its last coordinator.</returns>
    /// <exception cref="JasperFx.ConcurrencyException">The member was changed since they were read.</exception>
    public async Task<bool> ChangeAsync(Member member, Role role, Guid municipalityId, CancellationToken cancellation)
    {
        if (!await MayChangeAsync(member, role == Role.Coordinator, cancellation))
            return false;
        (member.Role, member.MunicipalityId) = (role, municipalityId);
        session.Change(member);
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Ends a membership and forgets whatever names the person.</summary>
    /// <returns>False when the hub would lose its last coordinator.</returns>
    /// <exception cref="JasperFx.ConcurrencyException">The member was changed since they were read.</exception>
    public async Task<bool> EndAsync(Member member, CancellationToken cancellation)
    {
        if (!await MayChangeAsync(member, staysCoordinator: false, cancellation))
            return false;
        foreach (var forget in forgets)
            forget(session, member);
        await ForgetResponsibleAsync(member.Id, cancellation);
        member.Leave(clock.GetUtcNow());
        session.Change(member);
        session.Does("left");
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    private async Task ForgetResponsibleAsync(Guid memberId, CancellationToken cancellation)
    {
        var documents = await session.Query<Document>()
            .Where(document => document.ResponsibleId == memberId)
            .ToListAsync(cancellation);
        session.QueueSqlCommand(ForgetInDocumentsSql, memberId);
        session.QueueSqlCommand(ForgetInRevisionsSql, memberId.ToString());
        Changes.Write(session, [.. documents.Cast<IRecorded>().Select(document => document.Record)]);
    }

    // Two coordinators who leave at the same moment would each count on the other: they take turns.
    private async Task<bool> MayChangeAsync(Member member, bool staysCoordinator, CancellationToken cancellation)
    {
        await session.BeginTransactionAsync(cancellation);
        await session.AdvancedSql.QueryAsync<string>(OwnTurn, cancellation);
        return staysCoordinator || await session.Query<Member>()
            .AnyAsync(m => m.Role == Role.Coordinator && m.LeftAt == null && m.Id != member.Id, cancellation);
    }
}
