using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Lippe.Netzwerk.Web;

/// <summary>Signed cookies and links that every node, and every command, can read.</summary>
internal static class ProtectionServices
{
    public static IServiceCollection AddHubProtection(this IServiceCollection services)
    {
        services.AddOptions<KeyManagementOptions>()
            .Configure<ProtectionKeys>((options, keys) => options.XmlRepository = keys);
        services.AddDataProtection().SetApplicationName("Lippe.Netzwerk");
        return services;
    }
}
