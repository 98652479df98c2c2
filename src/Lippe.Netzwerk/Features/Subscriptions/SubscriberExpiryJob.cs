using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Forgets addresses whose owners did not answer, and of all others when somebody last typed them.</summary>
public sealed class SubscriberExpiryJob(IDocumentSession session, TimeProvider clock)
{
    [JobDisplayName("Unbestätigte Bestellungen löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var oldest = clock.GetUtcNow() - Subscriber.TimeToConfirm;
        var asked = await session.Query<Subscriber>().Where(one => one.AskedAt <= oldest).ToListAsync(cancellation);
        foreach (var subscriber in asked)
            Forget(subscriber);
        await session.SaveChangesAsync(cancellation);
    }

    private void Forget(Subscriber subscriber)
    {
        if (subscriber.ConfirmedAt is null)
        {
            session.EndSubscription(subscriber);
            return;
        }

        subscriber.ForgetAsking();
        session.Change(subscriber);
    }
}
