using JasperFx;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Creates or updates what is no record of Marten's, such as a table of plain SQL; harmless when run again.
/// </summary>
public delegate Task SchemaPart(NpgsqlConnection connection, CancellationToken cancellation);

/// <summary>Brings the database's schema up to date.</summary>
public static class HubSchema
{
    /// <summary>Counts what the schema was; a test tells when it has to be raised.</summary>
    public const int Number = 1;

    private const string TurnName = "hub.schema";

    private const string IsThereSql = "select to_regclass('mt_doc_document') is not null";

    private static readonly string ThisBuild =
        $"made by build {typeof(HubSchema).Module.ModuleVersionId}, schema {Number}";

    /// <summary>Whether a database has a hub's schema, of whatever version.</summary>
    public static async Task<bool> IsThereAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var look = database.CreateCommand(IsThereSql);
        return await look.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Brings the schema up to date unless this very build of the hub did it last.</summary>
    /// <remarks>
    /// Comparing everything takes a third of a second of every start. A newer schema stays as it is: nodes of two
    /// versions run at once during an update, and an older one that starts then must not take anything back.
    /// </remarks>
    public static async Task MigrateOnceAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (!await IsOfThisBuildAsync(services, cancellation))
        {
            await using var turn = await TakeTurnAsync(services, cancellation);
            await MigrateOnceAsync(services, turn, cancellation);
        }
    }

    /// <summary>The same in a turn that was taken, and that goes on afterwards.</summary>
    public static async Task MigrateOnceAsync(IServiceProvider services, Turn turn, CancellationToken cancellation)
    {
        var made = await SchemaMark.ReadAsync(turn.Connection, cancellation);
        if (made?.Words == ThisBuild)
            return;
        if (made?.Number > Number)
            services.GetRequiredService<ILogger<Turn>>().LogWarning("{Reason}", Newer(made));
        else
            await MigrateAsync(services, turn, cancellation);
    }

    /// <summary>Records first, then the registered parts; nodes that start together take turns.</summary>
    /// <remarks>
    /// Columns and indexes that the records no longer declare are dropped, so they stop being used one version before
    /// they stop being declared: during an update two versions run at once.
    /// </remarks>
    /// <exception cref="NotSupportedException">The schema is newer than this program.</exception>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var turn = await TakeTurnAsync(services, cancellation);
        if (await SchemaMark.ReadAsync(turn.Connection, cancellation) is { Number: > Number } newer)
            throw new NotSupportedException(Newer(newer));
        await MigrateAsync(services, turn, cancellation);
    }

    /// <summary>Waits without limit until no other process sets the database up, and says so.</summary>
    public static async Task<Turn> TakeTurnAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        if (await Turn.TryTakeAsync(database, TurnName, cancellation) is { } free)
            return free;
        services.GetRequiredService<ILogger<Turn>>()
            .LogInformation("Ein anderer Knoten richtet die Datenbank ein; dieser wartet.");
        return await Turn.TakeAsync(database, TurnName, cancellation);
    }

    private static async Task MigrateAsync(IServiceProvider services, Turn turn, CancellationToken cancellation)
    {
        var store = services.GetRequiredService<IDocumentStore>();
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        foreach (var part in services.GetServices<SchemaPart>())
            await part(turn.Connection, cancellation);
        await turn.Connection.ExecuteAsync($"comment on table mt_doc_document is '{ThisBuild}'", cancellation);
    }

    private static string Newer(SchemaMark made) =>
        $"Die Datenbank hat Schema {made.Number}, dieses Programm kennt Schema {Number}. "
        + "Es lässt das Schema, wie es ist; starten Sie bald die neuere Version.";

    private static async Task<bool> IsOfThisBuildAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var connection = await database.OpenConnectionAsync(cancellation);
        return (await SchemaMark.ReadAsync(connection, cancellation))?.Words == ThisBuild;
    }

    internal static async Task ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
