namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>Registers the export of a member's own data.</summary>
internal static class ProfileServices
{
    public static IServiceCollection AddProfiles(this IServiceCollection services) =>
        services.AddScoped<PersonalData>();
}
