using Lippe.Netzwerk.Features.Digests;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Sends what is due, on every node and from its start on; so a run that another node began and lost goes on within seconds.</summary>
internal sealed class DeliveryHost(IServiceScopeFactory scopes, IHostApplicationLifetime application, ILogger<DeliveryHost> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await application.StartedAsync(stoppingToken);
            while (true)
                await Task.Delay(await SendAsync(stoppingToken) ? Pause : PauseAfterFailure, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
        }
    }

    // Whatever goes wrong once, for example while the database restarts, must not end the sending for good.
    private async Task<bool> SendAsync(CancellationToken stopping)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (!await scope.ServiceProvider.GetRequiredService<DeliveryQueue>().AnyDueAsync(stopping))
                return true;
            return !(await scope.ServiceProvider.GetRequiredService<DigestSending>().RunAsync(_ => { }, stopping)).ServerIsUnreachable;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "Der Versand brach ab und wird fortgesetzt");
            return true;
        }
    }
}
