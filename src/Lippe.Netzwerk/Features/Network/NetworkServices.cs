namespace Lippe.Netzwerk.Features.Network;

/// <summary>Registers the keeping of the network's own texts, topics and municipalities.</summary>
internal static class NetworkServices
{
    public static IServiceCollection AddNetwork(this IServiceCollection services) => services
        .AddScoped<NetworkVersions>()
        .AddScoped<TopicUses>();
}
