using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Passwords;

/// <summary>Choosing a new password by the link of a mail.</summary>
[Route("passwort/neu")]
[AllowAnonymous]
public sealed class PasswordsController(PasswordChange change) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(PasswordForm form)
    {
        ModelState.Clear();
        return await change.FindAsync(form) is null ? Expired() : View(form);
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Update(PasswordForm form)
    {
        if (await change.FindAsync(form) is not { } member)
            return Expired();
        if (!ModelState.Check(new PasswordFormValidator(), form))
            return View(nameof(Edit), form);
        var result = await change.SaveAsync(member, form);
        if (ModelState.AddPasswordRefusal(result))
            return View(nameof(Edit), form);
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
        {
            // The link still holds.
            ModelState.AddModelError("", LostRaceFilter.Answer);
            return View(nameof(Edit), form);
        }

        if (!result.Succeeded)
            return Expired();

        Tell("Ihr neues Passwort gilt. Melden Sie sich damit an.");
        return Redirect("/anmelden");
    }

    private ViewResult Expired()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View("Expired");
    }
}
