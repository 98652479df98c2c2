using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Counts what any node or command commits, this one included.</summary>
internal sealed class ChangeListener(
    NpgsqlDataSource database, ChangeCounter changes, ILogger<ChangeListener> log) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    // A connection that a firewall dropped says nothing: it is asked so often.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(30);

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
                log.LogWarning(e, "Die Verbindung für Nachrichten riss ab und wird neu geöffnet");
                changes.CountUnknown();
                await Task.Delay(RetryAfter, stoppingToken);
            }
        }
    }

    private async Task ListenAsync(CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        connection.Notification += (_, told) => changes.Count(told.Payload.Split(' '));
        await connection.ExecuteAsync($"listen {Changes.Channel}", stopping);

        // What changed before LISTEN took hold was not heard.
        changes.CountUnknown();
        while (true)
        {
            if (!await connection.WaitAsync(LongestSilence, stopping))
                await connection.ExecuteAsync("select", stopping);
        }
    }
}
