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
    private const string TurnName = "hub.schema";

    private const string IsThereSql = "select to_regclass('mt_doc_document') is not null";

    // A comment on one of its tables says which build of the hub the schema was last made by.
    private const string MakerSql = "select obj_description(to_regclass('mt_doc_document'), 'pg_class')";

    private static readonly string ThisBuild = $"made by build {typeof(HubSchema).Module.ModuleVersionId}";

    /// <summary>Whether a database has a hub's schema, of whatever version.</summary>
    public static async Task<bool> IsThereAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using var look = database.CreateCommand(IsThereSql);
        return await look.ExecuteScalarAsync(cancellation) is true;
    }

    /// <summary>Brings the schema up to date unless this very build of the hub did it last.</summary>
    /// <remarks>Comparing everything takes a third of a second of every start.</remarks>
    public static async Task MigrateOnceAsync(IServiceProvider services, CancellationToken cancellation)
    {
        if (!await IsOfThisBuildAsync(services, cancellation))
            await MigrateAsync(services, cancellation);
    }

    /// <summary>The same in a turn that was taken, and that goes on afterwards.</summary>
    public static async Task MigrateOnceAsync(IServiceProvider services, Turn turn, CancellationToken cancellation)
    {
        if (!await IsOfThisBuildAsync(services, cancellation))
            await MigrateAsync(services, turn, cancellation);
    }

    /// <summary>Records first, then the registered parts; nodes that start together take turns.</summary>
    /// <remarks>
    /// Columns and indexes that the records no longer declare are dropped, so they stop being used one version before
    /// they stop being declared: during an update two versions run at once.
    /// </remarks>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var turn = await TakeTurnAsync(services, cancellation);
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

    private static async Task<bool> IsOfThisBuildAsync(IServiceProvider services, CancellationToken cancellation)
    {
        await using var maker = services.GetRequiredService<NpgsqlDataSource>().CreateCommand(MakerSql);
        return await maker.ExecuteScalarAsync(cancellation) as string == ThisBuild;
    }

    internal static async Task ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
