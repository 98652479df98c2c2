using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.PasswordResets;

/// <summary>Asking for the link to a new password.</summary>
[Route("passwort/vergessen")]
[AllowAnonymous]
public sealed class PasswordResetsController(PasswordResetPost post) : HubController
{
    private const string TooMany =
        "Gerade fordern sehr viele ein neues Passwort an. Versuchen Sie es in einigen Minuten noch einmal.";

    [HttpGet("")]
    public IActionResult New() => View(new PasswordResetForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public IActionResult Create(PasswordResetForm form)
    {
        if (!ModelState.Check(new PasswordResetFormValidator(), form))
            return View(nameof(New), form);
        if (post.TryAdd(EmailAddress.Clean(form.Email)))
            return View("Sent");

        ModelState.AddModelError("", TooMany);
        return View(nameof(New), form);
    }
}
