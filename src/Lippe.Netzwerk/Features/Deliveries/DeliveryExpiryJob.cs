using Hangfire;
using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// Forgets deliveries that ended long ago. A review nobody answered is asked for again once nobody remembers that it
/// was.
/// </summary>
public sealed class DeliveryExpiryJob(IDocumentSession session, TimeProvider clock)
{
    // A member's next digest begins where the newest one ended, however long ago that was.
    private const string Sql =
        """
        delete from mt_doc_delivery old
        where old.finished_at < ? and (old.news_until is null or exists (
            select from mt_doc_delivery newer
            where newer.member_id = old.member_id and newer.news_until > old.news_until))
        """;

    [JobDisplayName("Alte Zustellungen löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation)
    {
        session.QueueSqlCommand(Sql, clock.GetUtcNow() - Delivery.Lifetime);
        return session.SaveChangesAsync(cancellation);
    }
}
