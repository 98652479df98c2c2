using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document whose release was asked for, as mails tell of it.</summary>
/// <param name="AskedBy">Name of whoever asked.</param>
/// <param name="ReturnedBy">Name of whoever gave it back; empty before.</param>
internal sealed record AskedRelease(Document Document, ReleaseRequest Request, string AskedBy, string ReturnedBy)
{
    /// <summary>Those of the requests that nobody asked anew or answered by publishing, by their revision.</summary>
    public static async Task<IReadOnlyDictionary<Guid, AskedRelease>> ReadAsync(
        IDocumentSession session, IEnumerable<Delivery> deliveries, CancellationToken cancellation)
    {
        var revisions = deliveries.Select(delivery => delivery.RevisionId!.Value).Distinct().ToArray();
        var requests = await session.Query<ReleaseRequest>()
            .Where(request => revisions.Contains(request.RevisionId)).ToListAsync(cancellation);
        var documents = await session.LoadManyAsync<Document>(cancellation, requests.Select(request => request.Id));
        var people = requests.SelectMany(request => new[] { request.AskedById, request.ReturnedById }).OfType<Guid>();
        var names = (await session.LoadManyAsync<Member>(cancellation, people.Distinct()))
            .ToDictionary(member => member.Id, member => member.Name);
        var asked =
            from request in requests
            join document in documents on request.Id equals document.Id
            select new AskedRelease(document, request, NameOf(request.AskedById), NameOf(request.ReturnedById));
        return asked.ToDictionary(release => release.Request.RevisionId);

        string NameOf(Guid? id) => id is { } member ? names.GetValueOrDefault(member, Member.FormerMember) : "";
    }
}
