using Lippe.Netzwerk.Features.Operations;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Warns when mails wait that should have left: no node sends, or the mail server takes none.</summary>
internal sealed class DeliveryHealth(IServiceScopeFactory scopes) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<WaitingMails>().AreStuckAsync(cancellationToken)
            ? HealthCheckResult.Degraded("Mails wait that should have left.")
            : HealthCheckResult.Healthy();
    }
}
