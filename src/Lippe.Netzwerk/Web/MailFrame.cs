using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Web;

/// <summary>Shows a mail's own markup inside a page: mails carry inlined styles, which pages must not.</summary>
public static class MailFrame
{
    // The mail lives in an origin of its own, runs nothing and loads nothing; its links open in a new window.
    private const string PolicyOfMail =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        + "sandbox allow-popups allow-popups-to-escape-sandbox";

    /// <summary>Lets the page at hand, and only it, frame a mail of this hub.</summary>
    public static void AllowMailFrame(this HttpResponse page) =>
        page.Headers.ContentSecurityPolicy = $"{page.Headers.ContentSecurityPolicy}; frame-src 'self'";

    /// <summary>The answer that goes into the frame.</summary>
    public static ContentResult MailContent(this HttpResponse answer, string html)
    {
        answer.Headers.ContentSecurityPolicy = PolicyOfMail;
        answer.Headers.CacheControl = "no-store";
        return new ContentResult
        {
            Content = html.Replace("<head>", "<head><base target=\"_blank\">", StringComparison.Ordinal),
            ContentType = "text/html; charset=utf-8",
        };
    }
}
