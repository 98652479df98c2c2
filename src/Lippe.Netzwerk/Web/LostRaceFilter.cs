using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// Answers where a save was overtaken by somebody else's and the action has no answer of its own: the page with the
/// form says so, and shows what holds now.
/// </summary>
public sealed class LostRaceFilter(ITempDataDictionaryFactory data) : IExceptionFilter
{
    public const string Answer =
        "In diesem Moment hat jemand anderes gespeichert, deshalb ist nichts geändert. "
        + "Sehen Sie nach, was jetzt gilt, und versuchen Sie es noch einmal.";

    public void OnException(ExceptionContext context)
    {
        if (!context.Exception.IsLostRace())
            return;
        data.GetTempData(context.HttpContext)[Notice.WarningKey] = Answer;
        context.Result = new RedirectResult(PageWithForm(context.HttpContext.Request));
    }

    // Never another host's, whatever the browser says.
    private static string PageWithForm(HttpRequest request) =>
        Uri.TryCreate(request.Headers.Referer, UriKind.Absolute, out var page) && page.Authority == request.Host.Value
            ? $"/{page.PathAndQuery.TrimStart('/')}"
            : "/";
}
