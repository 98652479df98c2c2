using System.Net;

namespace Lippe.Netzwerk.Web;

/// <summary>The page for when even the error page fails, as it does without a database.</summary>
/// <remarks>No layout, no query, only words.</remarks>
internal static class LastResort
{
    private const string Advice =
        "Der Fehler liegt bei uns. Versuchen Sie es in einigen Minuten noch einmal. "
        + "Hilft das nicht, nennen Sie uns bitte die Fehlernummer";

    public static IApplicationBuilder UseLastResort(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            context.RequestServices.GetRequiredService<ILogger<HubController>>()
                .LogError(e, "Die Anfrage {Reference} scheiterte, und ihre Fehlerseite auch", context.TraceIdentifier);
            await WriteAsync(context);
        }
    });

    /// <summary>Writes it.</summary>
    public static Task WriteAsync(HttpContext context)
    {
        var response = context.Response;
        SecurityHeaders.Apply(response.Headers);
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.RetryAfter = "60";
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="de">
            <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>Gerade nicht erreichbar</title>
                <link rel="stylesheet" href="/lib/kern/kern.min.css">
                <link rel="stylesheet" href="/theme/theme.css">
                <link rel="stylesheet" href="/site.css">
            </head>
            <body>
            <main class="ln-main"><div class="ln-wrap ln-section ln-stack">
                <h1 class="kern-heading-x-large">Das Netzwerk ist gerade nicht erreichbar</h1>
                <p class="ln-lead">{Advice} {WebUtility.HtmlEncode(context.TraceIdentifier)}.</p>
                <p><a href="/">Zur Startseite</a></p>
            </div></main>
            </body>
            </html>
            """, context.RequestAborted);
    }
}
