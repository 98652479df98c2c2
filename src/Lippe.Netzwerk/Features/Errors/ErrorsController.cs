using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Lippe.Netzwerk.Web.Forms;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Errors;

/// <summary>The page of every request that failed; the pipeline runs it in the failed page's place.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorsController(ILogger<ErrorsController> log) : HubController
{
    // No parameter: binding one would read the form of a request that failed because of its form.
    [Route("/fehler/{status:int}")]
    public IActionResult Show()
    {
        Response.StatusCode = Response.StatusCode switch
        {
            // Opened by its own address, an error page is a page that does not exist.
            StatusCodes.Status200OK or StatusCodes.Status403Forbidden => StatusCodes.Status404NotFound,
            var status => status,
        };
        if (HttpContext.Features.Get<IExceptionHandlerFeature>() is { } failure)
            Log(failure);
        return View(HttpContext.Features.Get<FormFault>() is { } fault
            ? new ErrorPage(fault.Title, fault.Advice, null, false, false)
            : PageFor(Response.StatusCode));
    }

    /// <summary>An address nobody answers is a missing page, not a page to sign in for.</summary>
    [HttpGet("{**path}", Order = int.MaxValue)]
    public IActionResult Missing() => NotFound();

    // The pattern of the address and not the address: links of mails hold secrets.
    private void Log(IExceptionHandlerFeature failure) => log.LogError(
        failure.Error,
        "Die Anfrage {Reference} scheiterte: {Method} {Route}: {Reason}",
        HttpContext.TraceIdentifier,
        Request.Method,
        (failure.Endpoint as RouteEndpoint)?.RoutePattern.RawText,
        failure.Error.Message);

    private ErrorPage PageFor(int status) => status switch
    {
        StatusCodes.Status400BadRequest when Request.HasFormContentType => new(
            "Die Seite war zu lange offen",
            "Wir konnten Ihre Eingabe nicht zuordnen und haben nichts gespeichert. Gehen Sie zurück, laden Sie die "
            + "Seite neu und senden Sie das Formular noch einmal ab. Ihren Text kopieren Sie vorher am besten.",
            null, false, !Viewer.IsSignedIn),
        StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed => new(
            "Diese Seite gibt es hier nicht",
            Viewer.IsSignedIn
                ? "Vielleicht wurde das Dokument umbenannt oder gelöscht, oder Sie dürfen es nicht lesen."
                : "Vielleicht wurde das Dokument umbenannt oder gelöscht, oder Sie dürfen es erst nach der Anmeldung "
                    + "lesen.",
            null, true, !Viewer.IsSignedIn),
        StatusCodes.Status429TooManyRequests => new(
            "Zu viele Anfragen",
            "Von Ihrem Anschluss kamen gerade sehr viele Anfragen. Warten Sie bitte eine Minute und versuchen Sie "
            + "es dann noch einmal.",
            null, false, false),
        < StatusCodes.Status500InternalServerError => new(
            "Diese Anfrage haben wir nicht verstanden",
            "Vermutlich ist die Adresse unvollständig. Suchen Sie hier weiter oder beginnen Sie auf der Startseite.",
            null, true, false),
        _ => new(
            "Das hat leider nicht geklappt",
            "Der Fehler liegt bei uns. Versuchen Sie es in einigen Minuten noch einmal. Hilft das nicht, nennen Sie "
            + "uns bitte diese Nummer:",
            HttpContext.TraceIdentifier, false, false),
    };
}
