using Hangfire;
using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Forgets mails that were kept long enough.</summary>
public sealed class OutboxExpiryJob(IDocumentSession session, TimeProvider clock)
{
    [JobDisplayName("Alte E-Mails im Postausgang löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - OutboxMail.Lifetime;
        session.DeleteWhere<OutboxMail>(mail => mail.StoredAt < oldest);
        // What tells whose the mails to an address are that is no longer the member's.
        session.DeleteWhere<AddressChange>(change => change.ExpiresAt < oldest);
        return session.SaveChangesAsync(cancellation);
    }
}
