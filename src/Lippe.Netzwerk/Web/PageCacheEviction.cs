using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Web;

/// <summary>Empties this node's page cache whenever any node or command saves something.</summary>
internal sealed class PageCacheEviction(
    NpgsqlDataSource database, PageCache cache, NetworkDirectory network, ILogger<PageCacheEviction> log)
    : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ListenAsync(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is NpgsqlException or IOException)
            {
                log.LogWarning("The notification connection was lost and is opened again: {Reason}", e.Message);
                Evict();
                await Task.Delay(RetryAfter, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using (var listen = new NpgsqlCommand($"listen {Changes.Channel}", connection))
            await listen.ExecuteNonQueryAsync(stopping);

        // What changed before LISTEN took hold was not heard.
        Evict();
        while (true)
        {
            await connection.WaitAsync(stopping);
            Evict();
        }
    }

    private void Evict()
    {
        network.Forget();
        cache.Evict();
    }
}
