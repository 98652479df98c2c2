using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Store;

/// <summary>Takes documents, and the content of versions, out of the hub for good, as law may demand.</summary>
public sealed class Eraser(
    IDocumentSession session, Archive archive, IEnumerable<Erase> erasures, Actor actor, TimeProvider clock)
{
    /// <summary>Removes a document with all its versions.</summary>
    /// <exception cref="JasperFx.ConcurrencyException">It was saved or removed since it was read.</exception>
    public async Task EraseAsync(Document document, RemovalReason reason, CancellationToken cancellation)
    {
        await archive.HoldAsync(document, cancellation);
        EraseElsewhere(document);
        session.Delete<ReleaseRequest>(document.Id);
        await session.DeleteAllAsync(
            session.Query<Adoption>().Where(adoption => adoption.ProjectId == document.Id), cancellation);
        session.DeleteWhere<Revision>(revision => revision.DocumentId == document.Id);
        session.Delete(document);
        Record(document, null, reason);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>Empties versions of a document, of which the newest stays.</summary>
    /// <exception cref="JasperFx.ConcurrencyException">It was saved or removed since it was read.</exception>
    public async Task EraseContentAsync(
        Document document, long from, long until, RemovalReason reason, CancellationToken cancellation)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(until, document.Version);
        await archive.HoldAsync(document, cancellation);
        EraseElsewhere(document);
        var revisions = await session.Query<Revision>()
            .Where(revision => revision.DocumentId == document.Id)
            .Where(revision => revision.Number >= from && revision.Number <= until)
            .ToListAsync(cancellation);
        foreach (var revision in revisions.Where(revision => !revision.IsRemoved))
        {
            session.Update(revision.WithoutContent());
            Record(document, revision.Number, reason);
        }

        await session.SaveChangesAsync(cancellation);
    }

    private void EraseElsewhere(Document document)
    {
        foreach (var erase in erasures)
            erase(session, document);
    }

    private void Record(Document document, long? number, RemovalReason reason) => session.Insert(new Removal
    {
        DocumentId = document.Id,
        Kind = document.Kind,
        Number = number,
        Reason = reason,
        MemberId = actor.MemberId,
        At = clock.GetUtcNow(),
    });
}
