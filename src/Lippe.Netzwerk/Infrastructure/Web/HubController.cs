using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Infrastructure.Web;

/// <summary>A controller that knows its viewer.</summary>
public abstract class HubController : Controller
{
    /// <summary>Who asks; never null.</summary>
    protected Viewer Viewer => HttpContext.Viewer();

    /// <summary>Shows a message once, on the next page.</summary>
    protected void Tell(string message) => TempData[Notice.Key] = message;
}
