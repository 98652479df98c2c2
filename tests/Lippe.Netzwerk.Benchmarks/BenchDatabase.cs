using Lippe.Netzwerk.Hosting.Postgres;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>A PostgreSQL and a folder of their own for one measurement; both are gone afterwards.</summary>
internal sealed class BenchDatabase : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly EmbeddedPostgres _postgres;

    private BenchDatabase(DirectoryInfo folder, EmbeddedPostgres postgres) => (_folder, _postgres) = (folder, postgres);

    public string Folder => _folder.FullName;

    public string ConnectionString => _postgres.ConnectionString;

    public static async Task<BenchDatabase> StartAsync(CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-bench-");
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(folder.FullName, "postgres") };
        return new BenchDatabase(folder, await EmbeddedPostgres.StartAsync(options, cancellation));
    }

    /// <summary>Another database of the same server, empty.</summary>
    /// <returns>How to connect to it.</returns>
    public async Task<string> CreateAsync(string name, CancellationToken cancellation)
    {
        await using var connection = new NpgsqlConnection(ConnectionString);
        await connection.OpenAsync(cancellation);
        await using var create = new NpgsqlCommand($"create database {name}", connection);
        await create.ExecuteNonQueryAsync(cancellation);
        return new NpgsqlConnectionStringBuilder(ConnectionString) { Database = name }.ConnectionString;
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}
