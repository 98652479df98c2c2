using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Web;

/// <summary>Leads whoever types capital letters to the one address of a document, a list or a municipality.</summary>
/// <remarks>Only there: what signed links hold has capital letters of its own.</remarks>
internal static class LowerCaseAddresses
{
    private const string Municipalities = "kommunen";

    public static IApplicationBuilder UseLowerCaseAddresses(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        var request = context.Request;
        var path = request.Path.Value ?? "";
        var lower = path.ToLowerInvariant();
        if (path == lower || !HttpMethods.IsGet(request.Method) || !IsOfContent(lower))
            return next(context);
        context.Response.Redirect(new PathString(lower).ToUriComponent() + request.QueryString, permanent: true);
        return Task.CompletedTask;
    });

    private static bool IsOfContent(string path) =>
        path.Split('/') is [_, var first, ..]
        && (first == Municipalities || DocumentAddresses.KindOfPath(first) is not null);
}
