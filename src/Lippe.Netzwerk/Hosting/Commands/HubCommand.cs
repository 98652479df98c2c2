using System.CommandLine;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting.Logs;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>What every command of the executable shares: settings, the database, and exit codes.</summary>
public static class HubCommand
{
    public const int Done = 0;

    /// <summary>Parts failed and were reported, for example single files of an import.</summary>
    public const int DoneInPart = 1;

    /// <summary>Nothing was done; the message says why.</summary>
    public const int Failed = 2;

    /// <summary>Ended by Ctrl-C.</summary>
    public const int Interrupted = 130;

    /// <summary>The folder of the embedded PostgreSQL; every command takes it.</summary>
    public static readonly Option<string?> DataFolder = new("--data")
    {
        Description = "Ordner der eingebauten PostgreSQL (Vorgabe: .data); ohne Wirkung auf eine eigene PostgreSQL",
        HelpName = "ORDNER",
        Recursive = true,
    };

    /// <summary>Runs work against the database of a hub that was set up, migrated if need be.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="work">Gets services, settings and the token that Ctrl-C ends.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<int> WithHubAsync(
        ParseResult arguments,
        Func<IServiceProvider, HubSettings, CancellationToken, Task<int>> work,
        CancellationToken cancellation) =>
        WithServicesAsync(arguments, HubDatabase.OpenHubAsync, work, cancellation);

    /// <summary>Does the same with any database; an empty one becomes a hub.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="work">Gets services, settings and the token that Ctrl-C ends.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public static Task<int> WithDatabaseAsync(
        ParseResult arguments,
        Func<IServiceProvider, HubSettings, CancellationToken, Task<int>> work,
        CancellationToken cancellation) =>
        WithServicesAsync(arguments, HubDatabase.OpenAsync, work, cancellation);

    /// <summary>What commands work with; nothing is asked of the database yet.</summary>
    /// <param name="settings">With a database.</param>
    /// <param name="add">Adds what only few commands need.</param>
    internal static ServiceProvider ServicesFor(HubSettings settings, Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection()
            .AddLogging(logging => logging.AddHubConsole(settings.Logging)
                .SetMinimumLevel(LogLevel.Warning)
                .AddFilter(typeof(Turn).FullName, LogLevel.Information))
            .AddHubSettings(settings)
            .AddHubStore(settings.ConnectionString!)
            .AddHubCommands();
        add?.Invoke(services);
        return services.BuildServiceProvider();
    }

    /// <summary>Lets single statements take as long as they need.</summary>
    internal static void WaitForStatements(HubSettings settings) => settings.ConnectionString =
        new NpgsqlConnectionStringBuilder(settings.ConnectionString) { CommandTimeout = 0 }.ConnectionString;

    /// <summary>Runs work with the settings and a running database, neither migrated nor connected yet.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="open">Waits for a database that is away, or does not.</param>
    /// <param name="work">Gets the settings and the token that Ctrl-C ends.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static async Task<int> RunAsync(
        ParseResult arguments,
        Func<HubSettings, CancellationToken, Task<HubDatabase>> open,
        Func<HubSettings, CancellationToken, Task<int>> work,
        CancellationToken cancellation)
    {
        // The library listens for Ctrl-C only when the work has begun and waits for something.
        await Task.Yield();
        var form = LogForm.Auto;
        try
        {
            var settings = await RequireSettingsAsync(arguments);
            form = settings.Logging;
            await using var database = await open(settings, cancellation);
            return await work(settings, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync("Abgebrochen. Was bis hier gespeichert ist, bleibt.");
            return Interrupted;
        }
        catch (Exception e) when (Explain(e) is { } explanation)
        {
            await Console.Error.WriteLineAsync(explanation);
            return Failed;
        }
        catch (Exception e)
        {
            using var console = ConsoleLog.Create(form);
            console.CreateLogger(typeof(HubCommand))
                .LogCritical(e, "Der Hub endet durch einen Fehler: {Reason}", e.Message);
            return Failed;
        }
    }

    private static Task<int> WithServicesAsync(
        ParseResult arguments,
        Func<HubSettings, CancellationToken, Task<HubDatabase>> open,
        Func<IServiceProvider, HubSettings, CancellationToken, Task<int>> work,
        CancellationToken cancellation) =>
        RunAsync(arguments, open, async (settings, token) =>
        {
            await using var services = ServicesFor(settings);
            await HubSchema.MigrateOnceAsync(services, token);
            return await work(services, settings, token);
        }, cancellation);

    /// <summary>Settings from appsettings, environment and the command's own options, in rising order.</summary>
    /// <exception cref="NotSupportedException">Some cannot be read.</exception>
    public static HubSettings ReadSettings(ParseResult arguments)
    {
        var reading = ConsiderSettings(arguments);
        HubSettings.Refuse(reading.Faults);
        return reading.Settings;
    }

    /// <summary>The same as far as they can be read, with what is wrong with the rest.</summary>
    internal static SettingsReading ConsiderSettings(ParseResult arguments)
    {
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .Build();
        var reading = SettingsReader.Consider(configuration);
        if (arguments.GetValue(DataFolder) is { } data)
            reading.Settings.Data = Path.GetFullPath(data);
        return reading;
    }

    private static async Task<HubSettings> RequireSettingsAsync(ParseResult arguments)
    {
        var reading = ConsiderSettings(arguments);
        foreach (var doubt in reading.Doubts)
            await Console.Error.WriteLineAsync(doubt);
        HubSettings.Refuse(reading.Faults.Concat(reading.Settings.Faults()));
        return reading.Settings;
    }

    // Failures an operator can mend; anything else is a defect and keeps its stack trace.
    internal static string? Explain(Exception e) => e switch
    {
        IOException when DiskFull.ReasonOf(e) is { } full => $"{full} ({e.Message})",
        EmbeddedPostgresException or NotSupportedException or NetworkFileException
            or IOException or UnauthorizedAccessException => e.Message,
        _ when e.IsLostRace() => "Jemand hat zur selben Zeit gespeichert. Starten Sie den Befehl noch einmal.",
        NpgsqlException failure => DatabaseTrouble.Explain(failure),
        // Marten's wrapping of the same.
        { InnerException: NpgsqlException inner } => Explain(inner),
        _ => null,
    };
}
