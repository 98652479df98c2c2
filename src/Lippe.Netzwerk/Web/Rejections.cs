namespace Lippe.Netzwerk.Web;

/// <summary>Answers a method no page takes at once, with 405 and the methods it does take.</summary>
internal static class Rejections
{
    /// <summary>After routing: what it rejects is no page, and would be one to sign in for.</summary>
    public static IApplicationBuilder UseRejections(this IApplicationBuilder app) => app.Use((context, next) =>
        context.GetEndpoint() is { RequestDelegate: { } reject } and not RouteEndpoint
            ? reject(context)
            : next(context));
}
