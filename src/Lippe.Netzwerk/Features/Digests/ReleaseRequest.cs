using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document in review, with the revision that asked last for its release.</summary>
internal sealed record ReleaseRequest(Document Document, Guid RevisionId, string AskedBy)
{
    // Where it was taken back and asked for again, only the last one counts.
    private const string LastRequestsSql =
        """
        select distinct on (revision.document_id) jsonb_build_object(
            'RevisionId', revision.id, 'DocumentId', revision.document_id, 'AuthorId', revision.data -> 'AuthorId')
        from mt_doc_delivery delivery join mt_doc_revision revision on revision.id = delivery.revision_id
        where revision.document_id in (select document_id from mt_doc_revision where id = any(?))
        order by revision.document_id, revision.number desc
        """;

    /// <summary>Those of the requests that still stand.</summary>
    public static async Task<IReadOnlyList<ReleaseRequest>> ReadAsync(
        IDocumentSession session, IEnumerable<Guid> revisionIds, CancellationToken cancellation)
    {
        var requests = await session.AdvancedSql.QueryAsync<Row>(
            LastRequestsSql, cancellation, new object[] { revisionIds.ToArray() });
        var documents = await session.LoadManyAsync<Document>(
            cancellation, requests.Select(request => request.DocumentId));
        var authors = requests.Select(request => request.AuthorId).OfType<Guid>();
        var askers = (await session.LoadManyAsync<Member>(cancellation, authors))
            .ToDictionary(member => member.Id, member => member.Name);
        return
        [
            .. from request in requests
               join document in documents on request.DocumentId equals document.Id
               where document.State == DocumentState.InReview
               let asker = request.AuthorId is { } author ? askers.GetValueOrDefault(author) : null
               select new ReleaseRequest(document, request.RevisionId, asker ?? Member.FormerMember),
        ];
    }

    private sealed record Row(Guid RevisionId, Guid DocumentId, Guid? AuthorId);
}
