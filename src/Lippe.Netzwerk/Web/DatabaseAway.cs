using System.Net.Sockets;
using Npgsql;

namespace Lippe.Netzwerk.Web;

/// <summary>What a page answers while the database is away: 503, and no error page, which would ask it, too.</summary>
internal static class DatabaseAway
{
    // PostgreSQL's classes: connection, sign-in, no such database, not enough resources, stopped or still starting.
    private static readonly string[] Classes = ["08", "28", "3D", "53", "57P"];

    public static IApplicationBuilder UseDatabaseAway(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        try
        {
            await next(context);
        }
        catch (Exception e) when (IsReasonOf(e)
            && !context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // The pattern of the address and not the address: links of mails hold secrets.
            context.RequestServices.GetRequiredService<ILogger<HubController>>().LogError(
                e,
                "Die Anfrage {Reference} scheiterte: {Method} {Route}",
                context.TraceIdentifier,
                context.Request.Method,
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            context.Response.Clear();
            await LastResort.WriteAsync(context);
        }
    });

    /// <summary>Whether a failure, or what caused it, says that the database cannot be asked at all.</summary>
    public static bool IsReasonOf(Exception? failure) => failure switch
    {
        null => false,
        PostgresException refusal => Classes.Any(start => refusal.SqlState.StartsWith(start, StringComparison.Ordinal)),
        NpgsqlException { InnerException: IOException or SocketException or TimeoutException } => true,
        AggregateException many => many.InnerExceptions.Any(IsReasonOf),
        _ => IsReasonOf(failure.InnerException),
    };
}
