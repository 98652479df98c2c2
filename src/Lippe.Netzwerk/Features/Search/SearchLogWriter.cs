using Npgsql;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Writes the search log down twice a minute and at shutdown, so that no search waits for it.</summary>
internal sealed class SearchLogWriter(SearchLog log, TimeProvider clock, ILogger<SearchLogWriter> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await WriteAsync();
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await WriteAsync();
        }
    }

    // A count is not worth a failed node.
    private async Task WriteAsync()
    {
        try
        {
            await log.WriteAsync(CancellationToken.None);
        }
        catch (NpgsqlException e)
        {
            logger.LogWarning(e, "Das Suchprotokoll einer halben Minute ging verloren");
        }
    }
}
