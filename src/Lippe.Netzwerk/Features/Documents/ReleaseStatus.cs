using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Marten;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>How the release of a document that is not published yet stands, for those who may write it.</summary>
/// <param name="Request">Null when nobody asked for the release.</param>
/// <param name="AskedBy">Name of whoever asked; empty when nobody did.</param>
/// <param name="ReturnedBy">Name of whoever gave it back; empty when nobody did.</param>
/// <param name="Mailed">Names of those who got a mail that asks for the release.</param>
/// <param name="Others">Names of those who may release it as well and got none.</param>
public sealed record ReleaseStatus(
    ReleaseRequest? Request,
    string AskedBy,
    string ReturnedBy,
    IReadOnlyList<string> Mailed,
    IReadOnlyList<string> Others)
{
    public bool IsReturned => Request?.ReturnedAt is not null;

    /// <summary>Whether a member is the one who asked.</summary>
    public bool IsAskedBy(Viewer viewer) => Request is not null && Request.AskedById == viewer.MemberId;

    /// <summary>Reads who asked, who was asked, and what came of it.</summary>
    public static async Task<ReleaseStatus> ReadAsync(
        IQuerySession session, Document document, CancellationToken cancellation)
    {
        var request = await session.LoadAsync<ReleaseRequest>(document.Id, cancellation);
        var mailed = request is null ? [] : await MailedAsync(session, request.RevisionId, cancellation);
        var writers = await session.Query<Member>().WritersFor(document.MunicipalityId)
            .Where(member => member.LeftAt == null)
            .ToListAsync(cancellation);
        var askedById = request?.AskedById;
        return new ReleaseStatus(
            request,
            await NameAsync(session, askedById, cancellation),
            await NameAsync(session, request?.ReturnedById, cancellation),
            Names(writers.Where(writer => mailed.Contains(writer.Id))),
            Names(writers.Where(writer => writer.Id != askedById && !mailed.Contains(writer.Id))));
    }

    private static Task<IReadOnlyList<Guid>> MailedAsync(
        IQuerySession session, Guid revisionId, CancellationToken cancellation) => session.Query<Delivery>()
            .Where(delivery => delivery.RevisionId == revisionId && delivery.Occasion == DeliveryOccasion.Release)
            .Select(delivery => delivery.MemberId)
            .ToListAsync(cancellation);

    private static async Task<string> NameAsync(IQuerySession session, Guid? id, CancellationToken cancellation) =>
        id is { } member ? (await session.LoadAsync<Member>(member, cancellation))?.Name ?? "" : "";

    private static IReadOnlyList<string> Names(IEnumerable<Member> members) =>
        [.. members.Select(member => member.Name).Order(GermanOrder.Comparer)];
}
