using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>Registers what commands need besides the database.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddHubCommands(this IServiceCollection services) => services
        .AddHubProtection()
        .AddHubFeatures()
        .AddImports()
        .AddScoped<HubExport>();

    /// <summary>Registers the import of documents and of the network itself.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>();
}
