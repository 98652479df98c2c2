using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary>Registers what commands need besides the database.</summary>
internal static class CommandServices
{
    public static IServiceCollection AddHubCommands(this IServiceCollection services) => services
        .AddHubProtection()
        .AddIndexSource()
        .AddHubMail()
        .AddDigests()
        .AddInvitations()
        .AddImports()
        .AddScoped<HubExport>();

    /// <summary>Registers the import of documents and of the network itself.</summary>
    public static IServiceCollection AddImports(this IServiceCollection services) => services
        .AddScoped<DocumentImport>()
        .AddScoped<NetworkImport>();
}
