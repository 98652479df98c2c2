using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Registers the digest for web nodes and commands alike.</summary>
internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddDigestRecords()
        .AddSingleton(provider => Schedule(provider.GetRequiredService<HubSettings>().Digest))
        .AddScoped<DigestSources>()
        .AddScoped<DigestReaders>()
        .AddScoped<DeliveryPlanning>()
        .AddScoped<DigestPreparation>()
        .AddScoped<RhythmPreparation>()
        .AddScoped<Reminders>()
        .AddSingleton<DigestEditions>()
        .AddScoped<MailWriter>()
        .AddScoped<DigestComposer>()
        .AddScoped<IComposer>(provider => provider.GetRequiredService<DigestComposer>())
        .AddScoped<IComposer, ReleaseComposer>()
        .AddScoped<IComposer, ReminderComposer>();

    private static DigestSchedule Schedule(DigestSettings settings) => new(settings.WorkingDay, settings.Time);
}
