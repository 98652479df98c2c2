using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>Changes and ends memberships; the hub always keeps one coordinator.</summary>
public sealed class Memberships(IDocumentSession session, IEnumerable<Forget> forgets, TimeProvider clock)
{
    private const string OwnTurn = "select pg_advisory_xact_lock(hashtext('hub.members'))::text";

    // Document and text in one statement: a save between two would give a version the text of the one before.
    private const string DocumentsSql =
        """
        select row(d.id, d.data, d.mt_doc_type, d.mt_version), row(r.id, r.data)
        from mt_doc_document d join mt_doc_revision r on r.document_id = d.id and r.number = d.mt_version
        where d.responsible_id = ?
        """;

    // No verb: what was said stays, only whom it named is forgotten.
    private const string ForgetInRevisionsSql =
        """
        update mt_doc_revision set data = data || '{"ResponsibleId": null}', responsible_id = null
        where responsible_id = ?
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
    /// <exception cref="JasperFx.ConcurrencyException">
    /// The member was changed since they were read, or a document they answer for is just saved.
    /// </exception>
    public async Task<bool> EndAsync(Member member, CancellationToken cancellation)
    {
        if (!await MayChangeAsync(member, staysCoordinator: false, cancellation))
            return false;
        foreach (var forget in forgets)
            await forget(session, member, cancellation);
        await ForgetResponsibleAsync(member.Id, cancellation);
        member.Leave(clock.GetUtcNow());
        session.Change(member);
        session.Does("left");
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    // Each document gets a version of its own: a save at hand would bring the name back, and is refused instead.
    private async Task ForgetResponsibleAsync(Guid memberId, CancellationToken cancellation)
    {
        session.QueueSqlCommand(ForgetInRevisionsSql, memberId);
        var documents = await session.AdvancedSql.QueryAsync<Document, Revision>(
            DocumentsSql, cancellation, memberId);
        foreach (var (document, newest) in documents)
            ForgetResponsible(document, newest);
    }

    private void ForgetResponsible(Document document, Revision newest)
    {
        document.Revise(document.ToDraft(newest.Body) with { ResponsibleId = null }, clock.GetUtcNow());
        session.UpdateRevision(document, document.Version);
        session.Insert(newest with
        {
            Id = Guid.CreateVersion7(),
            Number = document.Version,
            ResponsibleId = null,
            AuthorId = null,
            At = document.ChangedAt,
            IsSubstantial = false,
            Note = "",
        });
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
