using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace Lippe.Netzwerk.Store;

/// <summary>Registers the database for web nodes and commands alike.</summary>
public static class DataServices
{
    // More than the pages have; each connection keeps its own.
    private const int PreparedQueries = 100;

    /// <summary>Adds the context, its connection pool and the archive.</summary>
    public static IServiceCollection AddHubData(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => NpgsqlDataSource.Create(WithPreparedQueries(connectionString)));
        // Under its general name for the job store, which knows no provider.
        services.AddSingleton<DbDataSource>(provider => provider.GetRequiredService<NpgsqlDataSource>());
        services.AddDbContextPool<HubDbContext>((provider, options) => options
            .UseNpgsql(provider.GetRequiredService<NpgsqlDataSource>())
            // Migrations are written by hand, so there is no snapshot to compare the model with.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning)));
        services.AddScoped<Archive>();
        services.AddScoped<Memberships>();
        services.AddSingleton<NetworkDirectory>();
        services.AddSingleton<ChangeReader>();
        services.TryAddSingletonClock();
        return services;
    }

    // A page asks the same few questions every time; PostgreSQL need not plan them anew. No query here changes its session,
    // so connections go back to the pool as they are: the reset cost as much as the query.
    private static NpgsqlConnectionStringBuilder WithPreparedQueries(string connectionString)
    {
        var connection = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        if (connection.MaxAutoPrepare == 0)
            connection.MaxAutoPrepare = PreparedQueries;
        return connection;
    }

    private static void TryAddSingletonClock(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TimeProvider)))
            services.AddSingleton(TimeProvider.System);
    }
}
