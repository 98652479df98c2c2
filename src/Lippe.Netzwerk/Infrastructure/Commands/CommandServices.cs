using Lippe.Netzwerk.Data.Importing;
using Lippe.Netzwerk.Infrastructure.Mail;

namespace Lippe.Netzwerk.Infrastructure.Commands;

/// <summary>Registers what commands need besides the database.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddHubCommands(this IServiceCollection services) => services
        .AddHubMail()
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>()
        .AddScoped<HubExport>();
}
