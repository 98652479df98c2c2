using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>Warns when mails wait that should have left: no node sends, or the mail server takes none.</summary>
internal sealed class DeliveryHealth(IDocumentStore store, TimeProvider clock) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var session = store.QuerySession();
        return (await WaitingMails.ReadAsync(session, clock.GetUtcNow(), cancellationToken)).AreStuck
            ? HealthCheckResult.Degraded("Mails wait that should have left.")
            : HealthCheckResult.Healthy();
    }
}
