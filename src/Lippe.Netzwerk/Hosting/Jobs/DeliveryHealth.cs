using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Warns when mails wait that should have left: no node sends, or the mail server takes none.</summary>
internal sealed class DeliveryHealth(IServiceScopeFactory scopes, TimeProvider clock) : IHealthCheck
{
    /// <summary>How late a mail may be.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var late = clock.GetUtcNow() - LongestWait;
        var deliveries = scope.ServiceProvider.GetRequiredService<IDocumentSession>().Deliveries;
        // A slow pace set by the operator makes mails late, too, but they go on leaving.
        var isStuck = await deliveries.Open().AnyAsync(d => d.NextAttemptAt < late, cancellationToken)
            && !await deliveries.AnyAsync(d => d.FinishedAt > late, cancellationToken);
        return isStuck ? HealthCheckResult.Degraded("Mails wait that should have left.") : HealthCheckResult.Healthy();
    }
}
