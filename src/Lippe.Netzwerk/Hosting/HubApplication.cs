using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Hosting.Logs;
using Lippe.Netzwerk.Hosting.Telemetry;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Puts the web application together, for the server and for tests.</summary>
public static class HubApplication
{
    /// <summary>A builder with everything registered; <paramref name="settings"/> must name a database.</summary>
    public static WebApplicationBuilder CreateBuilder(HubSettings settings, string? environment = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            // Controllers are looked for in this assembly, whichever program starts it.
            ApplicationName = typeof(HubApplication).Assembly.GetName().Name,
            EnvironmentName = environment,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = HubFolders.Find("wwwroot"),
        });
        builder.Logging.AddHubConsole(settings.Logging);
        builder.Services.AddHubSettings(settings);
        var connectionString = settings.ConnectionString
            ?? throw new InvalidOperationException("No database is set.");
        builder.Services.AddHubStore(connectionString);
        builder.Services.AddHubFeatures().AddNodeFeatures().AddHubIndex(settings.IndexFolder).AddHubJobs(settings);
        builder.Services.AddHostedService<DatabaseWatch>();
        builder.Services.AddHostedService<Drain>().AddHealthChecks().AddCheck<Drain>("node", tags: ["ready"]);
        if (settings.Telemetry.Length > 0)
            builder.Services.AddHostedService<TelemetryHost>();
        builder.AddHubWeb();
        return builder;
    }

    public static WebApplication Build(WebApplicationBuilder builder) => builder.Build().UseHubWeb().MapJobDashboard();
}
