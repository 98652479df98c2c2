using Npgsql;

namespace Lippe.Netzwerk.Hosting.Postgres;

internal enum PostgresState { Absent, Busy, Answering }

/// <summary>
/// The way to the server: a Unix socket in the data directory, whose mode 0700 is the access control.
/// No port to collide with, no password to keep.
/// </summary>
internal sealed class PostgresSocket : IDisposable
{
    // The kernel's 107 bytes for a socket path, less "/.s.PGSQL.5432".
    private const int LongestDirectory = 93;

    private readonly string _directory;
    private readonly DirectoryInfo? _shortcut;

    public PostgresSocket(string root)
    {
        if (System.Text.Encoding.UTF8.GetByteCount(root) <= LongestDirectory && !root.Contains(','))
        {
            _directory = root;
            return;
        }

        // Also for a comma, which Npgsql reads as a list of hosts.
        _shortcut = Directory.CreateTempSubdirectory("netzwerk-");
        _directory = Path.Combine(_shortcut.FullName, "pg");
        Directory.CreateSymbolicLink(_directory, root);
    }

    public string ConnectionString(string database, bool pooling = true) => new NpgsqlConnectionStringBuilder
    {
        Host = _directory,
        Username = PostgresServer.Name,
        Database = database,
        SslMode = SslMode.Disable,
        GssEncryptionMode = GssEncryptionMode.Disable,
        Pooling = pooling,
    }.ConnectionString;

    /// <summary>Whether a server answers, is just starting or stopping, or is not there.</summary>
    public async Task<PostgresState> ProbeAsync(CancellationToken cancellation)
    {
        if (!File.Exists(Path.Combine(_directory, ".s.PGSQL.5432")))
            return PostgresState.Absent;
        try
        {
            await using var connection = await OpenAsync(cancellation);
            return PostgresState.Answering;
        }
        catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.CannotConnectNow)
        {
            return PostgresState.Busy;
        }
        catch (NpgsqlException exception) when (exception is not PostgresException)
        {
            return PostgresState.Absent;
        }
    }

    /// <summary>Returns when the server ends, or never answered.</summary>
    public async Task WaitForEndAsync(CancellationToken cancellation)
    {
        try
        {
            await using var connection = await OpenAsync(cancellation);
            while (true)
                await connection.WaitAsync(cancellation);
        }
        // The server's processes close their connections when it ends.
        catch (Exception e) when (e is NpgsqlException or IOException)
        {
            return;
        }
    }

    public async Task CreateDatabaseAsync(string name, CancellationToken cancellation)
    {
        await using var connection = await OpenAsync(cancellation);
        await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection)
        {
            Parameters = { new() { Value = name } },
        };
        if (await exists.ExecuteScalarAsync(cancellation) is not null)
            return;
        await using var create = new NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        await create.ExecuteNonQueryAsync(cancellation);
    }

    public void Dispose() => _shortcut?.Delete(recursive: true);

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellation)
    {
        var connection = new NpgsqlConnection(ConnectionString("postgres", pooling: false));
        try
        {
            await connection.OpenAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
