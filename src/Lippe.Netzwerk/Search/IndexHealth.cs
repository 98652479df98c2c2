using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Search;

/// <summary>Whether this node's search finds everything.</summary>
internal sealed class IndexHealth(HubIndex index) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(index.Status switch
        {
            { State: IndexReadiness.Ready } => HealthCheckResult.Healthy(),
            { State: IndexReadiness.Rebuilding } status => HealthCheckResult.Healthy(Progress(status)),
            { State: IndexReadiness.Filling } status => HealthCheckResult.Degraded(Progress(status)),
            _ => HealthCheckResult.Degraded("The index is not open yet."),
        });

    private static string Progress(IndexStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{status.Done} of {status.Total} documents are in the new index.");
}
