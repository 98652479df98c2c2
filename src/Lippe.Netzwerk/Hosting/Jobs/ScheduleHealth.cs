using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Warns when a job did not run, failed, or is not planned at all.</summary>
internal sealed class ScheduleHealth(Schedule schedule) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubled = schedule.Troubled();
        return Task.FromResult(troubled.Count == 0
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Degraded($"Jobs that do not run: {string.Join(", ", troubled)}."));
    }
}
