namespace Lippe.Netzwerk.Hosting;

/// <summary>How the hub tells its console what happens.</summary>
internal static class ConsoleLog
{
    public static ILoggingBuilder AddHubConsole(this ILoggingBuilder logging) => logging
        .ClearProviders()
        .AddSimpleConsole(console => console.SingleLine = true)
        // It names the address of each request, and links of mails hold secrets; whoever wants it must ask by its name.
        .AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning)
        // It warns of keys that lie unencrypted beside everything they open; that is decided (ARCHITECTURE.md).
        .AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error)
        // It warns that pages with a form are kept by nobody; that is wanted.
        .AddFilter("Microsoft.AspNetCore.Antiforgery.DefaultAntiforgery", LogLevel.Error);
}
