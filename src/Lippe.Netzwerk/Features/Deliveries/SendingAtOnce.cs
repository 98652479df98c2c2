using Lippe.Netzwerk.Domain;
using Marten;
using Marten.Services;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Sends what was planned for now as soon as the plan is saved, whoever saves it.</summary>
internal sealed class SendingAtOnce(SendLoopStarter sending, TimeProvider clock) : DocumentSessionListenerBase
{
    public override Task AfterCommitAsync(IDocumentSession session, IChangeSet commit, CancellationToken token)
    {
        if (commit.Inserted.OfType<Delivery>().Any(delivery => delivery.NextAttemptAt <= clock.GetUtcNow()))
            sending.Start();
        return Task.CompletedTask;
    }
}
