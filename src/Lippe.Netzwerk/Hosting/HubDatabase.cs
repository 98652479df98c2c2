using Lippe.Netzwerk.Hosting.Postgres;
using Npgsql;

namespace Lippe.Netzwerk.Hosting;

/// <summary>The database the settings name, or the embedded one for as long as this object lives.</summary>
public sealed class HubDatabase : IAsyncDisposable
{
    /// <summary>The oldest version that is tested; Debian 12 has it.</summary>
    public const int OldestPostgres = 15;

    private readonly EmbeddedPostgres? _embedded;

    private HubDatabase(EmbeddedPostgres? embedded) => _embedded = embedded;

    /// <summary>Starts or joins the embedded PostgreSQL when no connection string is set, and sets it.</summary>
    public static async Task<HubDatabase> OpenAsync(HubSettings settings, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(settings.ConnectionString))
        {
            await RequireAsync(settings.ConnectionString, cancellation);
            return new HubDatabase(null);
        }

        var embedded = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(settings.Data, "postgres") }, cancellation);
        settings.ConnectionString = embedded.ConnectionString;
        return new HubDatabase(embedded);
    }

    private static async Task RequireAsync(string connectionString, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        RequireVersion(connection.PostgreSqlVersion);
        await using var query = new NpgsqlCommand("show server_encoding", connection);
        RequireEncoding((string)(await query.ExecuteScalarAsync(cancellation))!, connection.Database);
    }

    private static void RequireVersion(Version version)
    {
        if (version.Major < OldestPostgres)
        {
            throw new NotSupportedException(
                $"Der Server hat PostgreSQL {version}; nötig ist {OldestPostgres} oder neuer. "
                + "Aktualisieren Sie ihn oder lassen Sie die Verbindung leer, "
                + "dann startet der Hub seine eigene PostgreSQL.");
        }
    }

    private static void RequireEncoding(string encoding, string database)
    {
        if (encoding != "UTF8")
        {
            throw new NotSupportedException(
                $"Die Datenbank „{database}“ hat die Kodierung {encoding}; nötig ist UTF8. Legen Sie sie neu an: "
                + $"createdb --encoding UTF8 --template template0 {database}");
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
