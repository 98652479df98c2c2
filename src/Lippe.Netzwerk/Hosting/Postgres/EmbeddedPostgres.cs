namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>
/// A PostgreSQL server from npm that belongs to one data directory: the first process starts it,
/// later ones join it, the last one to leave stops it. While it is used, a server that ends is started again.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private readonly EmbeddedPostgresOptions _options;
    private readonly PostgresServer _server;
    private readonly PostgresLease _lease;
    private readonly PostgresSocket _socket;
    private PostgresKeeper? _keeper;
    private bool _disposed;

    private EmbeddedPostgres(EmbeddedPostgresOptions options, PostgresServer server, PostgresLease lease)
    {
        _options = options;
        _server = server;
        _lease = lease;
        _socket = new PostgresSocket(server.Files.Root);
    }

    /// <summary>Connects to the database "netzwerk" over a Unix socket; valid in this process until disposed.</summary>
    public string ConnectionString => _socket.ConnectionString(PostgresServer.Name);

    /// <summary>Starts or joins the server and returns once it answers.</summary>
    /// <exception cref="EmbeddedPostgresException">Something is missing; the message names the remedy.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(
        EmbeddedPostgresOptions options, CancellationToken cancellation = default)
    {
        var began = options.Time.GetTimestamp();
        var binaries = options.Programs is { } programs ? PostgresBinaries.In(programs) : PostgresBinaries.OfPackage();
        var files = new PostgresFiles(options.DataDirectory);
        var account = await files.PrepareAsync(binaries, cancellation);
        var server = new PostgresServer(binaries, files, account, options.Durable);
        var lease = await PostgresLease.TakeAsync(files, options.Time, cancellation);
        var postgres = new EmbeddedPostgres(options, server, lease);
        try
        {
            await postgres.StartOrJoinAsync(cancellation);
            postgres._keeper = new PostgresKeeper(postgres._socket, postgres.StartOrJoinAsync, options);
        }
        catch
        {
            await postgres.DisposeAsync();
            throw;
        }

        options.Logger.LogInformation("PostgreSQL antwortet nach {Milliseconds:0} ms, Daten in {Directory}",
            options.Time.GetElapsedTime(began).TotalMilliseconds, files.Root);
        return postgres;
    }

    /// <summary>Leaves the server and, as the last one, stops it.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        _disposed = true;
        if (_keeper is not null)
            await _keeper.DisposeAsync();
        try
        {
            await _lease.ReturnAsync(_server.StopAsync);
        }
        catch (EmbeddedPostgresException exception)
        {
            _options.Logger.LogError(exception, "PostgreSQL wurde nicht beendet");
        }

        _socket.Dispose();
    }

    private async Task StartOrJoinAsync(CancellationToken cancellation)
    {
        using var onlyStarter = await PostgresLease.WaitForAsync(
            _server.Files.StartLock, exclusive: true, _options.Time, cancellation);
        while (await _socket.ProbeAsync(cancellation) is var state && state is not PostgresState.Answering)
        {
            if (state is PostgresState.Absent)
                await StartAsync(cancellation);
            else
                await Task.Delay(PostgresLease.Pause, _options.Time, cancellation);
        }

        await _socket.CreateDatabaseAsync(PostgresServer.Name, cancellation);
    }

    private async Task StartAsync(CancellationToken cancellation)
    {
        if (!_server.Files.HasCluster)
        {
            _options.Logger.LogInformation("PostgreSQL wird in {Directory} eingerichtet", _server.Files.Root);
            await _server.InitialiseAsync(cancellation);
        }

        await _server.ForgetCrashedAsync(cancellation);
        _server.StopWhenUnused();
        await _server.StartAsync(cancellation);
    }
}
