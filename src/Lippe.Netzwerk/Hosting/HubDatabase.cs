using Npgsql;

namespace Lippe.Netzwerk.Hosting;

/// <summary>The database the settings name, or the embedded one for as long as this object lives.</summary>
public sealed class HubDatabase : IAsyncDisposable
{
    private const int OldestPostgres = 15;

    private readonly EmbeddedPostgres? _embedded;

    private HubDatabase(EmbeddedPostgres? embedded) => _embedded = embedded;

    /// <summary>Starts or joins the embedded PostgreSQL when no connection string is set, and sets it.</summary>
    public static async Task<HubDatabase> OpenAsync(HubSettings settings, CancellationToken cancellation)
    {
        if (!string.IsNullOrEmpty(settings.ConnectionString))
        {
            await RequireVersionAsync(settings.ConnectionString, cancellation);
            return new HubDatabase(null);
        }

        var embedded = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = Path.Combine(settings.Data, "postgres") }, cancellation);
        settings.ConnectionString = embedded.ConnectionString;
        return new HubDatabase(embedded);
    }

    // The oldest one that is tested; Debian 12 has it.
    private static async Task RequireVersionAsync(string connectionString, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var connection = await database.OpenConnectionAsync(cancellation);
        if (connection.PostgreSqlVersion.Major < OldestPostgres)
        {
            throw new NotSupportedException(
                $"Der Server hat PostgreSQL {connection.PostgreSqlVersion}; nötig ist {OldestPostgres} oder neuer. "
                + "Aktualisieren Sie ihn oder lassen Sie die Verbindung leer, "
                + "dann startet der Hub seine eigene PostgreSQL.");
        }
    }

    public ValueTask DisposeAsync() => _embedded?.DisposeAsync() ?? ValueTask.CompletedTask;
}
