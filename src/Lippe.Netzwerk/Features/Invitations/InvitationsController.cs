using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Marten;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Inviting people, and taking invitations back.</summary>
[Route("einladungen")]
[CoordinatorsOnly]
public sealed class InvitationsController(IDocumentSession session, InvitationBook book, InvitationPost post, NetworkDirectory network, TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var rows = await session.Query<Invitation>()
            .Where(i => i.Email != null && i.AcceptedAt == null)
            .OrderBy(i => i.ExpiresAt).ThenBy(i => i.Id)
            .Select(i => new InvitationRow(
                i.Id,
                i.Name,
                i.Email!,
                i.Role,
                session.Query<Municipality>().Where(m => m.Id == i.MunicipalityId).Select(m => m.Name).SingleOrDefault(),
                session.Query<Member>().Where(m => m.Id == i.InvitedById).Select(m => m.LeftAt == null ? m.Name : Member.FormerMember).SingleOrDefault(),
                i.ExpiresAt,
                now < i.ExpiresAt))
            .ToListAsync(cancellation);
        return View(new InvitationListPage(rows, TempData[InvitationPost.Problem] as string));
    }

    [HttpGet("neu")]
    public async Task<IActionResult> New(CancellationToken cancellation) => View(await FormPageAsync(new InvitationForm(), cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(InvitationForm form, CancellationToken cancellation)
    {
        var page = await FormPageAsync(form, cancellation);
        if (!await CheckAsync(page, cancellation))
            return View(nameof(New), page);

        var owner = page.Municipalities.Single(m => m.Slug == form.Municipality);
        var letter = await book.InviteAsync(new Invitee(form.Email!, form.Name!, form.Role, owner.Id), Viewer.MemberId, cancellation);
        if (await post.TrySendAsync(letter, Viewer, TempData, cancellation))
            Tell($"Die Einladung an {letter.Invitation.Name} ist unterwegs.");
        return Redirect("/einladungen");
    }

    [HttpPost("{id:guid}/zurueckziehen")]
    public async Task<IActionResult> Destroy(Guid id, CancellationToken cancellation)
    {
        var withdrawn = await session.Query<Invitation>().Where(i => i.Id == id && i.Email != null && i.AcceptedAt == null).ExecuteDeleteAsync(cancellation);
        Tell(withdrawn > 0 ? "Die Einladung ist zurückgezogen. Ihr Link gilt nicht mehr." : "Diese Einladung wurde schon angenommen oder zurückgezogen.");
        return Redirect("/einladungen");
    }

    private async Task<bool> CheckAsync(InvitationFormPage page, CancellationToken cancellation)
    {
        if (!ModelState.Check(new InvitationFormValidator(page.Municipalities), page.Form))
            return false;
        if (await book.IsMemberAsync(page.Form.Email!, cancellation))
            ModelState.AddModelError(nameof(InvitationForm.Email), "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");
        return ModelState.IsValid;
    }

    private async Task<InvitationFormPage> FormPageAsync(InvitationForm form, CancellationToken cancellation) =>
        new(form, await network.MunicipalitiesAsync(cancellation));
}
