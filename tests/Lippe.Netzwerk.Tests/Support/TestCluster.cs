using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Store;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>One PostgreSQL for the whole test run.</summary>
/// <remarks>Test databases are copied from a migrated template.</remarks>
public static class TestCluster
{
    private const string Template = "hub_template";
    private static readonly string Folder = Directory.CreateTempSubdirectory("netzwerk-tests-").FullName;
    private static EmbeddedPostgres? _postgres;

    /// <summary>Starts the server and fills the template with municipalities, topics and texts.</summary>
    public static async Task StartAsync()
    {
        _postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions
        {
            DataDirectory = Path.Combine(Folder, "postgres"),
            Durable = false,
        });
        await ExecuteAsync($"create database {Template}");
        await FillAsync(ConnectionTo(Template));
        NpgsqlConnection.ClearAllPools();
    }

    /// <summary>Gives an empty database the schema, municipalities, topics and texts.</summary>
    public static async Task FillAsync(string connectionString)
    {
        await using var services = ServicesFor(connectionString);
        await HubSchema.MigrateAsync(services, CancellationToken.None);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NetworkImport>()
            .ImportAsync(HubFolders.Find("content"), CancellationToken.None);
    }

    /// <summary>What commands work with, on that database.</summary>
    public static ServiceProvider ServicesFor(string connectionString) => new ServiceCollection().AddLogging()
        .AddHubSettings(new HubSettings()).AddHubStore(connectionString).AddHubCommands().BuildServiceProvider();

    /// <summary>Stops the server and removes its data.</summary>
    public static async Task StopAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await _postgres!.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A new database like the template; returns its connection string.</summary>
    public static async Task<string> CreateDatabaseAsync()
    {
        var name = $"t_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {name} template {Template}");
        return ConnectionTo(name);
    }

    /// <summary>
    /// A connection string to a database that is away until <c>Create</c> makes it, like the template.
    /// </summary>
    public static (string ConnectionString, Func<Task> Create) ReserveDatabase()
    {
        var name = $"t_{Guid.NewGuid():N}";
        return (ConnectionTo(name), () => ExecuteAsync($"create database {name} template {Template}"));
    }

    /// <summary>An empty database without a schema.</summary>
    /// <param name="options">As <c>create database</c> takes them.</param>
    public static async Task<string> CreateEmptyDatabaseAsync(string options = "")
    {
        var name = $"t_{Guid.NewGuid():N}";
        await ExecuteAsync($"create database {name} {options}");
        return ConnectionTo(name);
    }

    private static string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Database = database, MaxPoolSize = 20 }
            .ConnectionString;

    private static async Task ExecuteAsync(string sql)
    {
        var unpooled = new NpgsqlConnectionStringBuilder(_postgres!.ConnectionString) { Pooling = false };
        await using var source = NpgsqlDataSource.Create(unpooled);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
