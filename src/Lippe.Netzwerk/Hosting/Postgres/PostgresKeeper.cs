using Lippe.Netzwerk.Hosting.Logs;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>Starts the server again whenever it ends, for as long as this object lives.</summary>
/// <remarks>Several processes may do so at once: the first one starts it, the others join.</remarks>
internal sealed class PostgresKeeper : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly PostgresSocket _socket;
    private readonly Func<CancellationToken, Task> _startOrJoin;
    private readonly EmbeddedPostgresOptions _options;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _keeping;

    public PostgresKeeper(
        PostgresSocket socket, Func<CancellationToken, Task> startOrJoin, EmbeddedPostgresOptions options)
    {
        _socket = socket;
        _startOrJoin = startOrJoin;
        _options = options;
        _keeping = KeepAsync(_end.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _keeping;
        _end.Dispose();
    }

    private async Task KeepAsync(CancellationToken cancellation)
    {
        try
        {
            while (true)
            {
                await _socket.WaitForEndAsync(cancellation);
                _options.Logger.LogWarning("PostgreSQL antwortet nicht mehr und wird wieder gestartet");
                await StartAgainAsync(cancellation);
                _options.Logger.LogWarning("PostgreSQL antwortet wieder");
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return;
        }
    }

    // What keeps it from starting may pass: processes that end slowly, a disk that is full.
    private async Task StartAgainAsync(CancellationToken cancellation)
    {
        var telling = new OnceAMinute(_options.Time);
        while (true)
        {
            await Task.Delay(Pause, _options.Time, cancellation);
            try
            {
                await _startOrJoin(cancellation);
                return;
            }
            catch (Exception e) when (
                e is EmbeddedPostgresException or NpgsqlException or IOException or UnauthorizedAccessException)
            {
                if (telling.IsDue())
                    _options.Logger.LogError("PostgreSQL startet noch nicht wieder: {Reason}", e.Message);
            }
        }
    }
}
