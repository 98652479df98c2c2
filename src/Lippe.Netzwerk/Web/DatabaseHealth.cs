using Lippe.Netzwerk.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Lippe.Netzwerk.Web;

/// <summary>Ready means the database answers and has space; a check that throws is unhealthy.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await DatabaseSpace.RequireAsync(database, cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
