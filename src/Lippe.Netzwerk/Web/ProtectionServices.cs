using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;

namespace Lippe.Netzwerk.Web;

/// <summary>Signed cookies and links that every node, and every command, can read.</summary>
internal static class ProtectionServices
{
    public static IServiceCollection AddHubProtection(this IServiceCollection services)
    {
        services.AddSingleton<DatabaseKeyRing>();
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => provider.GetRequiredService<DatabaseKeyRing>());
        services.AddDataProtection().SetApplicationName("Lippe.Netzwerk");
        return services;
    }
}
