using Lippe.Netzwerk.Store;

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
        .AddSingleton<DeliveryQueue>()
        .AddSingleton(new SchemaPart(SendingPace.CreateTableAsync))
        .AddScoped<DeliveryRows>()
        .AddScoped<Retries>()
        .AddScoped<MailWriter>()
        .AddScoped<DigestComposer>()
        .AddScoped<NoticeComposer>()
        .AddScoped<DigestBounces>()
        .AddScoped<SendingWorker>()
        .AddSingleton<SendingPace>()
        .AddSingleton<DigestSending>();
}
