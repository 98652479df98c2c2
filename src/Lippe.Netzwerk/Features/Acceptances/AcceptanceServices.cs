namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>Registers becoming a member.</summary>
internal static class AcceptanceServices
{
    public static IServiceCollection AddAcceptances(this IServiceCollection services) => services.AddScoped<Joining>();
}
