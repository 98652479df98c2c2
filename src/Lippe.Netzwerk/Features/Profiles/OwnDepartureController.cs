using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>A member leaves the network; asked for the password, because it cannot be undone.</summary>
[Route("profil/austritt")]
public sealed class OwnDepartureController(
    UserManager<Member> members, PasswordCheck passwords, Memberships memberships) : HubController
{
    private const string Page = "/Features/Profiles/Departure.cshtml";

    private const string IsLast =
        "Sie sind die letzte Koordination. Ernennen Sie zuerst unter „Mitglieder“ jemand anderen.";

    [HttpGet("")]
    public IActionResult New() => View(Page, new OwnDepartureForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Create(OwnDepartureForm form, CancellationToken cancellation)
    {
        var member = (await members.FindByIdAsync(Viewer.MemberId!.Value.ToString()))!;
        if (!await passwords.IsRightAsync(member, form.CurrentPassword, HttpContext.Source(), cancellation))
            ModelState.AddModelError(nameof(OwnDepartureForm.CurrentPassword), PasswordCheck.OwnRefusal);
        else if (!await memberships.EndAsync(member, cancellation))
            ModelState.AddModelError("", IsLast);
        if (!ModelState.IsValid)
            return View(Page, form);

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Tell("Ihre Mitgliedschaft ist beendet, Ihre persönlichen Angaben sind gelöscht. Danke, dass Sie dabei waren.");
        return Redirect("/");
    }
}

/// <summary>The password, as proof that the member means it.</summary>
public sealed class OwnDepartureForm
{
    public string? CurrentPassword { get; set; }
}
