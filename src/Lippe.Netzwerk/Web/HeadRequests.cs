namespace Lippe.Netzwerk.Web;

/// <summary>Answers HEAD as GET would be answered, without the body.</summary>
internal static class HeadRequests
{
    /// <summary>Lets every page be asked for by HEAD.</summary>
    public static IApplicationBuilder UseHead(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsHead(request.Method))
            return next(context);
        request.Method = HttpMethods.Get;
        // The server leaves the body out of what is HEAD when the answer starts.
        context.Response.OnStarting(() =>
        {
            request.Method = HttpMethods.Head;
            return Task.CompletedTask;
        });
        return next(context);
    });
}
