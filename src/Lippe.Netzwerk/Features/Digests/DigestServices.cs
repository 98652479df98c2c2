using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Registers the digest for web nodes and commands alike.</summary>
internal static class DigestServices
{
    public static IServiceCollection AddDigests(this IServiceCollection services) => services
        .AddDigestRecords()
        .AddScoped<DigestReaders>()
        .AddScoped<DigestIssues>()
        .AddScoped<DigestPreparation>()
        .AddScoped<RhythmPreparation>()
        .AddScoped<Reminders>()
        .AddSingleton<DigestMaterial>()
        .AddScoped<MailWriter>()
        .AddScoped<DigestPreviews>()
        .AddScoped<IComposer, DigestComposer>()
        .AddScoped<IComposer, ReleaseComposer>()
        .AddScoped<IComposer, ReturnComposer>()
        .AddScoped<IComposer, ReminderComposer>();
}
