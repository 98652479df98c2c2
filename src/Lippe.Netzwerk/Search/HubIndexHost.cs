using Npgsql;

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
            await WithoutDatabaseLaterAsync(() => index.CatchUpAsync(stoppingToken));
            await index.CheckAsync(stoppingToken);
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WithoutDatabaseLaterAsync(() => index.SaveAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            log.LogDebug("Der Index ruht bis zum nächsten Start");
        }
    }

    private async Task WithoutDatabaseLaterAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (NpgsqlException e)
        {
            log.LogWarning("Der Index wartet auf die Datenbank: {Reason}", e.Message);
        }
    }
}
