using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// The message that <see cref="HubController"/> tells on the next page; its cookie exists only until then.
/// </summary>
public static class Notice
{
    internal const string Cookie = "netzwerk-hinweis";

    internal const string Key = "Message";

    internal const string WarningKey = "Warning";

    internal const string UndoKey = "Undo";

    internal const string TakenKey = "Taken";

    internal const string NextKey = "Next";

    /// <summary>Whether this request brings a message.</summary>
    /// <remarks>
    /// Asking does not load TempData, which would set a cookie and keep the page out of the cache.
    /// </remarks>
    public static bool IsWaiting(HttpContext context) => context.Request.Cookies.ContainsKey(Cookie);

    /// <summary>Takes the message that something was done; null when there is none or it was shown already.</summary>
    public static string? Take(ITempDataDictionary data) => data[Key] as string;

    /// <summary>Takes the form that takes back what was done; null when there is none.</summary>
    public static Undo? TakeUndo(ITempDataDictionary data) => data[UndoKey] is string json ? Undo.FromJson(json) : null;

    /// <summary>Takes the address of the form that was saved; null when none was.</summary>
    public static string? TakeTaken(ITempDataDictionary data) => data[TakenKey] as string;

    /// <summary>Takes the link to what comes next; null when there is none.</summary>
    public static NextStep? TakeNext(ITempDataDictionary data) =>
        data[NextKey] is string[] and [var name, var address] ? new NextStep(name, address) : null;

    /// <summary>Takes the message that something was not done.</summary>
    public static string? TakeWarning(ITempDataDictionary data) => data[WarningKey] as string;
}
