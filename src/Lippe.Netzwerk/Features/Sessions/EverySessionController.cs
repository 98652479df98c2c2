using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>All sessions of a member at once, on every device and every web node.</summary>
[Route("abmelden/ueberall")]
public sealed class EverySessionController(UserManager<Member> members, IDocumentSession session) : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Destroy()
    {
        var member = (await members.FindByIdAsync(Viewer.MemberId.ToString()!))!;
        session.Does(member, "signed-out-everywhere");
        session.EndSessions(member.Id);
        // Every request compares its cookie with the stamp.
        if (!(await members.UpdateSecurityStampAsync(member)).Succeeded)
        {
            Warn(LostRaceFilter.Answer);
            return Redirect("/profil");
        }

        await HttpContext.SignOutAsync(IdentityConstants.ApplicationScheme);
        Tell("Sie sind auf allen Geräten abgemeldet.");
        return Redirect("/anmelden");
    }
}
