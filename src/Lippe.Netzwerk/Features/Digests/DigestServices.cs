using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Registers the digest for web nodes and commands alike.</summary>
internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddDigestRecords()
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
}
