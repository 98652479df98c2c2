using Lippe.Netzwerk.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Search;

/// <summary>Whether this node's search finds everything.</summary>
/// <remarks>Without space the node is not ready; what else a disk may refuse takes away the search only.</remarks>
internal sealed class IndexHealth(HubIndex index, IndexLocation location) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var status = index.Status;
        try
        {
            location.RequireSpace();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && DiskFull.ReasonOf(e) is null)
        {
            return Task.FromResult(HealthCheckResult.Degraded(Describe(status)));
        }

        var isWhole = status.Readiness is IndexReadiness.Ready or IndexReadiness.Rebuilding;
        return Task.FromResult(isWhole
            ? HealthCheckResult.Healthy(Describe(status))
            : HealthCheckResult.Degraded(Describe(status)));
    }

    private static string Describe(IndexStatus status) => status.Readiness switch
    {
        IndexReadiness.Closed => "noch nicht geöffnet.",
        IndexReadiness.Filling => $"{status.Done} von {status.Total} Dokumenten sind aufgenommen.",
        IndexReadiness.Rebuilding =>
            $"{status.Documents} Dokumente; ein neuer Index hat {status.Done} von {status.Total} aufgenommen.",
        IndexReadiness.Stale => $"{status.Documents} Dokumente; neue werden nicht aufgenommen.",
        _ => $"{status.Documents} Dokumente.",
    };
}
