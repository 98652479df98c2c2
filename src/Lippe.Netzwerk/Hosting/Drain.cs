using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Hosting;

/// <summary>
/// Tells whoever shares out requests that this node ends, and goes on taking them until that is known.
/// </summary>
/// <remarks>Requests at hand are answered in any case before the process ends.</remarks>
internal sealed class Drain(IHostApplicationLifetime application, HubSettings settings, TimeProvider clock)
    : IHostedLifecycleService, IHealthCheck
{
    public const string Form = "eine Zahl von 0 bis 20";

    // The process is ended half a minute after it was told to; requests at hand need some of it.
    private const int Longest = 20;

    public static bool IsPossible(int seconds) => seconds is >= 0 and <= Longest;

    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(application.ApplicationStopping.IsCancellationRequested
            ? HealthCheckResult.Unhealthy("Dieser Knoten wird beendet.")
            : HealthCheckResult.Healthy());

    public Task StoppingAsync(CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromSeconds(settings.DrainSeconds), clock, cancellationToken);

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
