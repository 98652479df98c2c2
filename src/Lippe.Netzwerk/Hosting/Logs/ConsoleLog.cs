using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;

namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>How the hub tells its console what happens: one line an event.</summary>
internal static class ConsoleLog
{
    // Set by systemd for what it starts and listens to.
    private const string Journal = "JOURNAL_STREAM";

    public static ILoggingBuilder AddHubConsole(this ILoggingBuilder logging, LogForm form)
    {
        logging.ClearProviders()
            .AddForm(form)
            // It names the address of each request, and links of mails hold secrets; whoever wants it asks by its name.
            .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
            // It warns of keys that lie unencrypted beside everything they open; that is decided (ARCHITECTURE.md).
            .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
            // It warns that pages with a form are kept by nobody; that is wanted.
            .AddFilter("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogLevel.Error)
            // It warns whoever asks, and again at each question.
            .AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Error);
        logging.Services.TryAddSingleton<LastingTroubles>();
        logging.Services.RemoveAll<ILoggerProvider>();
        logging.Services.AddSingleton<ConsoleLoggerProvider>();
        logging.Services.AddSingleton<ILoggerProvider, HubLogProvider>();
        return logging;
    }

    /// <summary>A log for what happens before there is a hub, or beside it.</summary>
    public static ILoggerFactory Create(LogForm form) =>
        LoggerFactory.Create(logging => logging.AddHubConsole(form).SetMinimumLevel(LogLevel.Warning));

    private static ILoggingBuilder AddForm(this ILoggingBuilder logging, LogForm form) => form switch
    {
        LogForm.Json => logging.AddJsonConsole(json =>
            (json.UseUtcTimestamp, json.TimestampFormat) = (true, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'")),
        LogForm.Syslog => logging.AddSystemdConsole(),
        LogForm.Auto when Environment.GetEnvironmentVariable(Journal) is { Length: > 0 } =>
            logging.AddSystemdConsole(),
        _ => logging.AddSimpleConsole(console => console.SingleLine = true),
    };
}
