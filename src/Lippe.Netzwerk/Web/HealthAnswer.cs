using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// Writes what health checks found: the worst condition, then a line for each check that has something to say.
/// </summary>
internal static class HealthAnswer
{
    public static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var lines = report.Entries.Where(check => check.Value.Description is not null)
            .Select(check => $"{check.Key}: {check.Value.Description}");
        return context.Response.WriteAsync(string.Join('\n', lines.Prepend($"{report.Status}")));
    }
}
