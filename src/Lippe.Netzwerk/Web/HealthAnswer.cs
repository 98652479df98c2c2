using Lippe.Netzwerk.Store;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// Writes what health checks found: the worst condition, then a line for each check that has something to say.
/// </summary>
/// <remarks>
/// Anybody may ask, and what an exception says may name the database's address: it stands in the log only.
/// </remarks>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Select(check => (check.Key, Words: WordsOf(check.Value)))
            .Where(check => check.Words is not null)
            .Select(check => $"{check.Key}: {check.Words}");
        return context.Response.WriteAsync(string.Join('\n', lines.Prepend($"{report.Status}")));
    }

    private static string? WordsOf(HealthReportEntry check) => check.Exception is null
        ? check.Description
        : DiskFull.ReasonOf(check.Exception) ?? $"{check.Status}";
}
