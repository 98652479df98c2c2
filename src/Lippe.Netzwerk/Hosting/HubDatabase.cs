using Lippe.Netzwerk.Hosting.Logs;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting;

/// <summary>The database the settings name, or the embedded one for as long as this object lives.</summary>
public sealed class HubDatabase : IAsyncDisposable
{
    /// <summary>The oldest version that is tested; Debian 12 has it.</summary>
    public const int OldestPostgres = 15;

    private const string Unreadable =
        "ConnectionStrings__Hub lässt sich nicht lesen. "
        + "Schreiben Sie zum Beispiel: Host=/var/run/postgresql;Username=netzwerk;Database=netzwerk";

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

    /// <summary>Does the same where a hub was set up already, and sets none up.</summary>
    /// <exception cref="NotSupportedException">There is none; the message names the place.</exception>
    public static async Task<HubDatabase> OpenHubAsync(HubSettings settings, CancellationToken cancellation)
    {
        if (string.IsNullOrEmpty(settings.ConnectionString) && !new PostgresFiles(FolderIn(settings)).HasCluster)
        {
            throw NoHub(
                $"Im Ordner {FolderIn(settings)} liegt keine Datenbank, "
                + "und ConnectionStrings__Hub nennt keine andere.");
        }

        var database = await OpenAsync(settings, cancellation);
        try
        {
            await RequireHubAsync(new NpgsqlConnectionStringBuilder(settings.ConnectionString), cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does the same as opening it, and waits without limit for a database that does not answer yet.</summary>
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

    private static async Task RequireHubAsync(NpgsqlConnectionStringBuilder place, CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(place);
        if (!await HubSchema.IsThereAsync(database, cancellation))
        {
            throw NoHub(
                $"Die Datenbank „{place.Database}“ auf „{place.Host}“ ist leer. Prüfen Sie ConnectionStrings__Hub.");
        }
    }

    private static NotSupportedException NoHub(string why) => new($"Hier ist kein Hub eingerichtet. {why}");

    private static async Task<HubDatabase> StartEmbeddedAsync(HubSettings settings, CancellationToken cancellation)
    {
        var console = ConsoleLog.Create(settings.Logging);
        try
        {
            var embedded = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions
                {
                    DataDirectory = FolderIn(settings),
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

    /// <summary>Where the embedded PostgreSQL keeps its data.</summary>
    internal static string FolderIn(HubSettings settings) => Path.Combine(settings.Data, "postgres");

    /// <summary>What is wrong with a connection string; null when it can be read, and when there is none.</summary>
    internal static string? FaultOf(string? connectionString) =>
        string.IsNullOrEmpty(connectionString) || TryParse(connectionString) is not null ? null : Unreadable;

    private static NpgsqlConnectionStringBuilder Parse(string connectionString) =>
        TryParse(connectionString) ?? throw new NotSupportedException(Unreadable);

    private static NpgsqlConnectionStringBuilder? TryParse(string connectionString)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connectionString) is { Host.Length: > 0 } parsed ? parsed : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or KeyNotFoundException)
        {
            return null;
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
                $"Der Server hat PostgreSQL {version}; nötig ist {OldestPostgres} oder neuer.");
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
