using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Signing in and out.</summary>
public sealed class SessionsController(SignInManager<Member> signIn, PasswordCheck passwords) : HubController
{
    // As the cookie's own redirect calls it.
    private const string BackKey = "zurueck";

    private const string Refusal =
        "E-Mail-Adresse und Passwort passen nicht zusammen. Nach mehreren Fehlversuchen ist die Anmeldung von "
        + "Ihrem Anschluss aus für 15 Minuten gesperrt; mit „Passwort vergessen?“ kommen Sie sofort weiter.";

    [HttpGet("anmelden")]
    [AllowAnonymous]
    public IActionResult New([FromQuery(Name = BackKey)] string? back) => Viewer.IsSignedIn
        ? Redirect(LocalPath(back))
        : View(new SignInPage(new SignInForm(), LocalPath(back)));

    [HttpPost("anmelden")]
    [AllowAnonymous]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Create(
        SignInForm form, [FromForm(Name = BackKey)] string? back, CancellationToken cancellation)
    {
        if (!ModelState.Check(new SignInFormValidator(), form))
            return Again(form, back);

        var member = await passwords.FindAsync(
            EmailAddress.Clean(form.Email), form.Password!, HttpContext.Source(), cancellation);
        if (member is null)
        {
            ModelState.AddModelError("", Refusal);
            return Again(form, back);
        }

        await signIn.SignInAsync(member, isPersistent: true);
        return Redirect(LocalPath(back));
    }

    [HttpPost("abmelden")]
    [AllowAnonymous]
    public async Task<IActionResult> Destroy()
    {
        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Tell("Sie sind abgemeldet.");
        return Redirect("/");
    }

    private ViewResult Again(SignInForm form, string? back) =>
        View(nameof(New), new SignInPage(form, LocalPath(back)));

    // Whoever makes a link to the sign-in page must not choose another site to arrive at.
    private string LocalPath(string? path) => Url.IsLocalUrl(path) ? path : "/";
}
