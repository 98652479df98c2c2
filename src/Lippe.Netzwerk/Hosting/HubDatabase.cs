using Lippe.Netzwerk.Hosting.Logs;
using Lippe.Netzwerk.Hosting.Postgres;
using Npgsql;

namespace Lippe.Netzwerk.Hosting;

/// <summary>The database the settings name, or the embedded one for as long as this object lives.</summary>
public sealed class HubDatabase : IAsyncDisposable
{
    /// <summary>The oldest version that is tested; Debian 12 has it.</summary>
    public const int OldestPostgres = 15;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly EmbeddedPostgres? _embedded;
    private readonly ILoggerFactory? _console;

    private HubDatabase(EmbeddedPostgres? embedded, ILoggerFactory? console)
    {
        _embedded = embedded;
        _console = console;
    }

    /// <summary>Starts or joins the embedded PostgreSQL when no connection string is set, and sets it.</summary>
    /// <exception cref="NpgsqlException">The database does not answer.</exception>
    /// <exception cref="NotSupportedException">It cannot be used; the message says why.</exception>
    public static Task<HubDatabase> OpenAsync(HubSettings settings, CancellationToken cancellation) =>
        string.IsNullOrEmpty(settings.ConnectionString)
            ? StartEmbeddedAsync(settings, cancellation)
            : OpenOwnAsync(settings.ConnectionString, cancellation);

    /// <summary>Does the same, and waits without limit for a database that does not answer yet.</summary>
    /// <remarks>After a power cut everything starts at once.</remarks>
    public static async Task<HubDatabase> AwaitAsync(HubSettings settings, CancellationToken cancellation)
    {
        using var console = ConsoleLog.Create(settings.Logging);
        return await AwaitAsync(settings, console.CreateLogger<HubDatabase>(), TimeProvider.System, cancellation);
    }

    /// <param name="settings">Which database.</param>
    /// <param name="log">Where to say that it is waited for.</param>
    /// <param name="clock">Measures the wait.</param>
    /// <param name="cancellation">Ends the wait.</param>
    internal static async Task<HubDatabase> AwaitAsync(
        HubSettings settings, ILogger log, TimeProvider clock, CancellationToken cancellation)
    {
        var telling = new OnceAMinute(clock);
        while (true)
        {
            try
            {
                return await OpenAsync(settings, cancellation);
            }
            catch (NpgsqlException e) when (e.MayPass())
            {
                if (telling.IsDue())
                    log.LogError("{Reason} Der Hub wartet auf sie (Ende mit Strg+C).", Explain(e, settings));
            }

            await Task.Delay(Pause, clock, cancellation);
        }
    }

    private static string Explain(NpgsqlException e, HubSettings settings) =>
        DatabaseTrouble.Explain(e, new NpgsqlConnectionStringBuilder(settings.ConnectionString));

    private static async Task<HubDatabase> StartEmbeddedAsync(HubSettings settings, CancellationToken cancellation)
    {
        var console = ConsoleLog.Create(settings.Logging);
        try
        {
            var embedded = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions
                {
                    DataDirectory = Path.Combine(settings.Data, "postgres"),
                    Logger = console.CreateLogger<EmbeddedPostgres>(),
                },
                cancellation);
            settings.ConnectionString = embedded.ConnectionString;
            return new HubDatabase(embedded, console);
        }
        catch
        {
            console.Dispose();
            throw;
        }
    }

    private static async Task<HubDatabase> OpenOwnAsync(string connectionString, CancellationToken cancellation)
    {
        var wanted = Parse(connectionString);
        await using var database = NpgsqlDataSource.Create(wanted);
        try
        {
            await RequireAsync(database, cancellation);
            return new HubDatabase(null, null);
        }
        catch (NpgsqlException e) when (!e.MayPass())
        {
            throw new NotSupportedException(DatabaseTrouble.Explain(e, wanted), e);
        }
    }

    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new NotSupportedException(
                "ConnectionStrings__Hub lässt sich nicht lesen. "
                + "Schreiben Sie zum Beispiel: Host=/var/run/postgresql;Username=netzwerk;Database=netzwerk",
                e);
        }
    }

    private static async Task RequireAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
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

    public async ValueTask DisposeAsync()
    {
        if (_embedded is not null)
            await _embedded.DisposeAsync();
        _console?.Dispose();
    }
}
