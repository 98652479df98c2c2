using Lippe.Netzwerk.Data.Importing;

namespace Lippe.Netzwerk.Infrastructure.Commands;

/// <summary>Registers what commands need besides the database.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddHubCommands(this IServiceCollection services) => services
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>()
        .AddScoped<HubExport>();
}
