using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Web;

/// <summary>A controller that knows its viewer.</summary>
public abstract class HubController : Controller
{
    /// <summary>Who asks; never null.</summary>
    protected Viewer Viewer => HttpContext.Viewer();

    /// <summary>Says once, on the next page, what was done.</summary>
    protected void Tell(string message) => TempData[Notice.Key] = message;

    /// <summary>Says once, on the next page, what was done, and offers to take it back.</summary>
    protected void Tell(string message, Undo undo)
    {
        Tell(message);
        TempData[Notice.UndoKey] = undo.ToJson();
    }

    /// <summary>Says once, on the next page, what was done, and leads on.</summary>
    protected void Tell(string message, NextStep next)
    {
        Tell(message);
        TempData[Notice.NextKey] = new[] { next.Name, next.Address };
    }

    /// <summary>Says once, on the next page, what was not done and what helps.</summary>
    protected void Warn(string message) => TempData[Notice.WarningKey] = message;
}
