using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Mail;

/// <summary>Registers mail for web nodes and commands alike.</summary>
internal static class MailServices
{
    /// <summary>Adds the mailer and the source of mails that came back which the settings ask for.</summary>
    public static IServiceCollection AddHubMail(this IServiceCollection services) => services
        .AddSingleton<MailSender>()
        .AddSingleton<SignedLinks>()
        .AddSingleton<RecipientLimit>()
        .ConfigureMarten(store => store.Schema.For<RecentMails>())
        .AddSingleton<SmtpConnections>()
        .AddSingleton<SmtpMailer>()
        .AddSingleton<MailServerProbe>()
        .AddSingleton<TestMail>()
        .AddSingleton<PickupMailer>()
        .AddSingleton<IMailer>(provider => provider.GetRequiredService<MailSettings>().Host.Length > 0
            ? provider.GetRequiredService<SmtpMailer>()
            : provider.GetRequiredService<PickupMailer>())
        .AddSingleton(Bounces);

    private static IBounceSource Bounces(IServiceProvider provider)
    {
        var settings = provider.GetRequiredService<MailSettings>();
        return settings.BouncesAreInMailbox
            ? new BounceMailbox(settings.Bounces, settings.BouncesPassword)
            : new BounceFolder(settings.Bounces, provider.GetRequiredService<ILogger<BounceFolder>>());
    }
}
