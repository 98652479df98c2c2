using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Inviting people.</summary>
[Route("einladungen")]
[CoordinatorsOnly]
public sealed class InvitationsController(
    IQuerySession session,
    InvitationBook book,
    InvitationPost post,
    NetworkDirectory network,
    TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var invitations = await session.Query<Invitation>().Pending()
            .OrderBy(i => i.ExpiresAt).ThenBy(i => i.Id).ToListAsync(cancellation);
        var inviterIds = invitations.Select(i => i.InvitedById).OfType<Guid>().Distinct();
        var inviters = (await session.LoadManyAsync<Member>(cancellation, inviterIds))
            .ToDictionary(m => m.Id, m => m.Name);
        var municipalities = (await network.MunicipalitiesAsync(cancellation)).ToDictionary(m => m.Id, m => m.Name);
        var now = clock.GetUtcNow();
        var rows = invitations.Select(i => new InvitationRow(
            i.Id,
            i.Name,
            i.Email!,
            i.Role,
            i.MunicipalityId is { } municipality ? municipalities[municipality] : null,
            i.InvitedById is { } inviter ? inviters[inviter] : null,
            i.ExpiresAt,
            i.IsOpen(now),
            i.Mailing));
        return View(new InvitationListPage([.. rows], TempData[InvitationPost.Problem] as string));
    }

    [HttpGet("neu")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        View(await FormPageAsync(new InvitationForm(), cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Invitations)]
    public async Task<IActionResult> Create(InvitationForm form, CancellationToken cancellation)
    {
        var page = await FormPageAsync(form, cancellation);
        if (!await CheckAsync(page, cancellation))
            return View(nameof(New), page);

        var letter = await book.InviteAsync(form.ToInvitee(page.Municipalities), Viewer.MemberId, cancellation);
        if (await post.TrySendAsync(letter, Viewer, TempData, cancellation))
            Tell($"Die Einladung an {letter.Invitation.Name} ist unterwegs.");
        return Redirect("/einladungen");
    }

    private async Task<bool> CheckAsync(InvitationFormPage page, CancellationToken cancellation)
    {
        if (!ModelState.Check(new InvitationFormValidator(page.Municipalities), page.Form))
            return false;
        if (await book.IsMemberAsync(page.Form.Email!, cancellation))
            ModelState.AddModelError(
                nameof(InvitationForm.Email), "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");
        return ModelState.IsValid;
    }

    private async Task<InvitationFormPage> FormPageAsync(InvitationForm form, CancellationToken cancellation) =>
        new(form, await network.MunicipalitiesAsync(cancellation));
}
