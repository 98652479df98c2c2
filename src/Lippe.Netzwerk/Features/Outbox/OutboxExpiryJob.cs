using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>Forgets mails that were kept long enough.</summary>
public sealed class OutboxExpiryJob(HubDbContext db, TimeProvider clock)
{
    [JobDisplayName("Alte Mails im Postausgang löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - OutboxMail.Lifetime;
        return db.OutboxMails.Where(mail => mail.StoredAt < oldest).ExecuteDeleteAsync(cancellation);
    }
}
