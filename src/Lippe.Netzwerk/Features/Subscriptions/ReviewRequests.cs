using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>
/// Finds what a mail's link asks about. The link is worth what its member may: whoever is no longer responsible answers
/// nothing.
/// </summary>
public sealed class ReviewRequests(IDocumentSession session)
{
    /// <summary>The document; null when the member is not asked about it any more.</summary>
    public async Task<Document?> FindAsync(ReviewRequest request, CancellationToken cancellation)
    {
        var document = await session.Query<Document>().SingleOrDefaultAsync(
            d => d.Id == request.DocumentId && d.ResponsibleId == request.MemberId
                && d.State == DocumentState.Published,
            cancellation);
        return document is not null && await session.Query<Member>()
            .AnyAsync(m => m.Id == request.MemberId && m.LeftAt == null, cancellation)
            ? document
            : null;
    }
}
