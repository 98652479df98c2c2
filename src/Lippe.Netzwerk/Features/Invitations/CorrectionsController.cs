using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Changing an invitation that nobody has accepted.</summary>
[Route("einladungen/{id:guid}/bearbeiten")]
[CoordinatorsOnly]
public sealed class CorrectionsController(
    IQuerySession session, InvitationBook book, InvitationPost post, NetworkDirectory network) : HubController
{
    private const string Page = "/Features/Invitations/Edit.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> Edit(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } invitation)
            return Gone();
        var municipalities = await network.MunicipalitiesAsync(cancellation);
        return View(Page, new InvitationEditPage(id, InvitationForm.From(invitation, municipalities), municipalities));
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Invitations)]
    public async Task<IActionResult> Update(Guid id, InvitationForm form, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } invitation)
            return Gone();
        var page = new InvitationEditPage(id, form, await network.MunicipalitiesAsync(cancellation));
        if (!await CheckAsync(page, invitation, cancellation))
            return View(Page, page);

        var invited = await book.CorrectAsync(invitation, form.ToInvitee(page.Municipalities), cancellation);
        if (invited is null)
            Tell($"Die Einladung an {invitation.Name} ist geändert.");
        else if (await post.TrySendAsync(invited, Viewer, TempData, cancellation))
            Tell($"Die Einladung an {invitation.Name} ist geändert und unterwegs. Nur der neue Link gilt.");
        return Redirect("/einladungen");
    }

    private async Task<bool> CheckAsync(InvitationEditPage page, Invitation invitation, CancellationToken cancellation)
    {
        var form = page.Form;
        if (!ModelState.Check(new InvitationFormValidator(page.Municipalities), form))
            return false;
        var email = EmailAddress.Clean(form.Email);
        if (form.Version != invitation.Version)
        {
            // The next attempt starts from what holds now.
            form.Version = invitation.Version;
            ModelState.AddModelError("", LostRaceFilter.Answer);
        }
        else if (await book.IsMemberAsync(email, cancellation))
            ModelState.AddModelError(nameof(form.Email), "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");
        else if (email != invitation.Email && await book.IsInvitedAsync(email, cancellation))
            ModelState.AddModelError(nameof(form.Email), "An diese Adresse gibt es schon eine andere Einladung.");
        return ModelState.IsValid;
    }

    private Task<Invitation?> FindAsync(Guid id, CancellationToken cancellation) =>
        session.Query<Invitation>().Pending().SingleOrDefaultAsync(i => i.Id == id, cancellation);

    private RedirectResult Gone()
    {
        Warn("Diese Einladung wurde schon angenommen oder zurückgezogen.");
        return Redirect("/einladungen");
    }
}
