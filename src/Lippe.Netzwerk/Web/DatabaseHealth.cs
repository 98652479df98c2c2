using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Lippe.Netzwerk.Web;

/// <summary>Ready means the database answers; a check that throws is unhealthy.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource database) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var ping = database.CreateCommand("select 1");
        await ping.ExecuteScalarAsync(cancellationToken);
        return HealthCheckResult.Healthy();
    }
}
