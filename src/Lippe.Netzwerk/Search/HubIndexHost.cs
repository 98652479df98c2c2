using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Search;

/// <summary>Opens the index with the node, and writes it to the disk now and then.</summary>
internal sealed class HubIndexHost(HubIndex index, TimeProvider clock, ILogger<HubIndexHost> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            await TryAsync(() => index.CatchUpAsync(stoppingToken));
            await TryAsync(() => index.CheckAsync(stoppingToken));
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(() => index.SaveAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("Der Index ruht bis zum nächsten Start");
        }
    }

    // What fails for want of the database is tried again at the next tick.
    private async Task TryAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (e.IsOfDatabase())
        {
            log.LogWarning(e, "Der Index ist noch nicht auf dem neuesten Stand oder nicht gesichert");
        }
    }
}
