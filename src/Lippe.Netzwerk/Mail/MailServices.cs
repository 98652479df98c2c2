using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Mail;

/// <summary>Registers mail for web nodes and commands alike.</summary>
internal static class MailServices
{
    /// <summary>Adds the mailer the settings ask for.</summary>
    public static IServiceCollection AddHubMail(this IServiceCollection services) => services
        .AddSingleton<MailSender>()
        .AddSingleton<SmtpConnections>()
        .AddSingleton<SmtpMailer>()
        .AddSingleton<PickupMailer>()
        .AddSingleton<IMailer>(provider => provider.GetRequiredService<HubSettings>().Mail.Host.Length > 0
            ? provider.GetRequiredService<SmtpMailer>()
            : provider.GetRequiredService<PickupMailer>());
}
