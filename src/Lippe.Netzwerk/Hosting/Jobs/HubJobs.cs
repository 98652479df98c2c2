using Hangfire;
using Hangfire.AspNetCore;
using Hangfire.Common;
using Hangfire.Logging;
using Hangfire.PostgreSql;
using Lippe.Netzwerk.Web;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Sets Hangfire up: its tables beside ours, its workers, its dashboard.</summary>
internal static class HubJobs
{
    private const string Schema = "hangfire";
    private const string Dashboard = "/technik/hangfire";
    private const int Workers = 2;

    // What a killed node held is free after this long, plus a look at the queue.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookAtQueue = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // The run of Friday can still be looked at on Monday.
    private static readonly TimeSpan RunLifetime = TimeSpan.FromDays(4);

    /// <summary>Registers the jobs; every node can ask for a run, and those that run jobs do them.</summary>
    public static IServiceCollection AddHubJobs(this IServiceCollection services, HubSettings settings)
    {
        services.AddHangfire(hangfire => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings());
        // Registered here and not in Hangfire's static configuration, which all hubs of a process would share.
        services.AddSingleton<JobStorage>(provider => CreateStorage(provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddSingleton<JobActivator, AspNetCoreJobActivator>();
        services.AddSingleton<IJobFilterProvider>(
            provider => CreateFilters(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IRecurringJobManager>(CreateManager);
        services.AddSingleton<Schedule>();
        services.AddHealthChecks().AddCheck<ScheduleHealth>("schedule", tags: ["ready"]);
        return settings.Jobs ? services.AddWorkers() : services;
    }

    /// <summary>Maps Hangfire's own pages, to look at only.</summary>
    public static WebApplication MapJobDashboard(this WebApplication app)
    {
        app.MapHangfireDashboardWithAuthorizationPolicy(CoordinatorsOnlyAttribute.Name, Dashboard, new DashboardOptions
        {
            AppPath = "/technik",
            DashboardTitle = "Hangfire",
            DisplayStorageConnectionString = false,
            FaviconPath = "/theme/favicon.svg",
            IsReadOnlyFunc = _ => true,
        });
        // Hangfire's log is static; it must not outlive this hub's.
        app.Lifetime.ApplicationStopped.Register(() => LogProvider.SetCurrentLogProvider(null));
        return app;
    }

    /// <summary>Brings Hangfire's tables up to date.</summary>
    public static Task InstallSchemaAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        PostgreSqlObjectsInstaller.Install(connection, Schema);
        return Task.CompletedTask;
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddHangfireServer(server =>
        {
            server.WorkerCount = Workers;
            server.HeartbeatInterval = Heartbeat;
            server.ServerCheckInterval = Lease;
            server.ServerTimeout = Lease;
        })
        .AddHostedService<ScheduleKeeper>();

    private static PostgreSqlStorage CreateStorage(NpgsqlDataSource database) => new(new JobConnections(database), new()
    {
        SchemaName = Schema,
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = LookAtQueue,
        InvisibilityTimeout = Lease,
        UseSlidingInvisibilityTimeout = true,
        DistributedLockTimeout = Lease,
        EnableLongPolling = false,
        EnableTransactionScopeEnlistment = false,
    })
    {
        JobExpirationTimeout = RunLifetime,
    };

    // What fails is run again by the schedule; a job that runs seldom says otherwise.
    private static JobFilterProviderCollection CreateFilters(TimeProvider clock) => new(
        new JobFilterCollection
        {
            new AutomaticRetryAttribute { Attempts = 0 },
            new StatisticsHistoryAttribute(),
            new JobTelemetry(clock),
        },
        new JobFilterAttributeFilterProvider());

    private static RecurringJobManager CreateManager(IServiceProvider services)
    {
        var clock = services.GetRequiredService<TimeProvider>();
        return new RecurringJobManager(
            services.GetRequiredService<JobStorage>(),
            services.GetRequiredService<IJobFilterProvider>(),
            services.GetRequiredService<ITimeZoneResolver>(),
            () => clock.GetUtcNow().UtcDateTime);
    }
}
