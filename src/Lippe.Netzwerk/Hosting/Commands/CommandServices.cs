using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>Registers what commands need besides the database.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddHubCommands(this IServiceCollection services) => services
        .AddHubProtection()
        .AddHubFeatures();
}
