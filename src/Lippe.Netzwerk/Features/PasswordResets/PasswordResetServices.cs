namespace Lippe.Netzwerk.Features.PasswordResets;

/// <summary>Registers the mails for forgotten passwords.</summary>
internal static class PasswordResetServices
{
    public static IServiceCollection AddPasswordResets(this IServiceCollection services) => services
        .AddScoped<PasswordResetMail>()
        .AddSingleton<PasswordResetPost>()
        .AddHostedService(provider => provider.GetRequiredService<PasswordResetPost>());
}
