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
    /// <summary>Records first, then the registered parts; nodes that start together take turns.</summary>
    /// <remarks>
    /// Columns and indexes that the records no longer declare are dropped, so they stop being used one version before
    /// they stop being declared: during an update two versions run at once.
    /// </remarks>
    public static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var database = services.GetRequiredService<NpgsqlDataSource>();
        await using var turn = await Turn.TakeAsync(database, "hub.schema", cancellation);
        var store = services.GetRequiredService<IDocumentStore>();
        await store.Storage.ApplyAllConfiguredChangesToDatabaseAsync(AutoCreate.CreateOrUpdate);
        foreach (var part in services.GetServices<SchemaPart>())
            await part(turn.Connection, cancellation);
    }

    internal static async Task ExecuteAsync(
        this NpgsqlConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
