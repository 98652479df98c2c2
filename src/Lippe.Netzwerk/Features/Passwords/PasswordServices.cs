namespace Lippe.Netzwerk.Features.Passwords;

/// <summary>Registers the choice of a new password.</summary>
internal static class PasswordServices
{
    public static IServiceCollection AddPasswords(this IServiceCollection services) =>
        services.AddScoped<PasswordChange>();
}
