using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Hosting;

/// <summary>Hands each room the settings it needs, so that none of them knows all.</summary>
public static class SettingsServices
{
    public static IServiceCollection AddHubSettings(this IServiceCollection services, HubSettings settings) => services
        .AddSingleton(settings)
        .AddSingleton(settings.Mail)
        .AddSingleton(new DigestSchedule(settings.Digest.WorkingDay, settings.Digest.Time))
        .AddSingleton(new HubAddress(settings.Address))
        .AddSingleton(new ThemeFolder(settings.ThemeFolder));
}
