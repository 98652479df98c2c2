using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Marten;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>What an invitation's link opens. A GET changes nothing, because mail scanners follow every link.</summary>
[Route("einladungen/{secret}")]
[AllowAnonymous]
public sealed class AcceptancesController(IDocumentSession session, Joining joining, SignInManager<Member> signIn, NetworkDirectory network, TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string secret, CancellationToken cancellation)
    {
        var invitation = await FindAsync(secret, cancellation);
        return invitation?.IsOpen(clock.GetUtcNow()) == true
            ? View(await PageAsync(secret, invitation, new AcceptanceForm { Name = invitation.Name }, cancellation))
            : await ClosedAsync(invitation, cancellation);
    }

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Create(string secret, AcceptanceForm form, CancellationToken cancellation)
    {
        var invitation = await FindAsync(secret, cancellation);
        if (invitation?.IsOpen(clock.GetUtcNow()) != true)
            return await ClosedAsync(invitation, cancellation);

        var page = await PageAsync(secret, invitation, form, cancellation);
        if (!ModelState.Check(new AcceptanceFormValidator(invitation, page.Municipalities), form))
            return View(nameof(New), page);
        try
        {
            return await JoinAsync(page, cancellation);
        }
        catch (DbUpdateException e) when (Joining.IsOvertaken(e))
        {
            return await RefusedAsync(page, cancellation);
        }
    }

    private async Task<IActionResult> JoinAsync(AcceptancePage page, CancellationToken cancellation)
    {
        var municipalityId = page.Invitation.MunicipalityId ?? page.Municipalities.Single(m => m.Slug == page.Form.Municipality).Id;
        var (member, result) = await joining.JoinAsync(page.Invitation, page.Form, municipalityId);
        if (!result.Succeeded)
            return await RefusedAsync(page, cancellation);

        await signIn.SignInAsync(member, isPersistent: true);
        Tell($"Willkommen, {member.Name}! Ihr Zugang ist eingerichtet.");
        return Redirect("/");
    }

    // The form is checked already: either somebody was faster with this link, or the address belongs to a member.
    private async Task<IActionResult> RefusedAsync(AcceptancePage page, CancellationToken cancellation)
    {
        session.ChangeTracker.Clear();
        var invitation = await FindAsync(page.Secret, cancellation);
        if (invitation?.IsOpen(clock.GetUtcNow()) != true)
            return await ClosedAsync(invitation, cancellation);

        ModelState.AddModelError(page.Invitation.Email is null ? nameof(AcceptanceForm.Email) : "", "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");
        return View(nameof(New), page);
    }

    private async Task<IActionResult> ClosedAsync(Invitation? invitation, CancellationToken cancellation)
    {
        Response.StatusCode = invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        return View("Closed", invitation switch
        {
            null => new ClosedPage("Diesen Einladungslink kennen wir nicht", "Vielleicht fehlt ein Stück der Adresse, oder die Einladung wurde zurückgezogen oder durch eine neuere Mail ersetzt.", null, true),
            { AcceptedAt: not null } => new ClosedPage("Diese Einladung ist schon angenommen", "Jeder Link gilt nur einmal. Haben Sie selbst Ihren Zugang eingerichtet, dann melden Sie sich einfach an.", null, true),
            _ => new ClosedPage("Diese Einladung ist abgelaufen", "Ein Link gilt sieben Tage. Bitten Sie um eine neue Einladung, sie ist mit einem Klick verschickt.", await InviterAsync(invitation, cancellation), false),
        });
    }

    private Task<string?> InviterAsync(Invitation invitation, CancellationToken cancellation) => session.Query<Member>()
        .Where(m => m.Id == invitation.InvitedById && m.LeftAt == null)
        .Select(m => m.Name)
        .SingleOrDefaultAsync(cancellation);

    private Task<Invitation?> FindAsync(string secret, CancellationToken cancellation)
    {
        var hash = Invitation.Hash(secret);
        return session.Query<Invitation>().SingleOrDefaultAsync(i => i.SecretHash == hash, cancellation);
    }

    private async Task<AcceptancePage> PageAsync(string secret, Invitation invitation, AcceptanceForm form, CancellationToken cancellation) =>
        new(secret, invitation, form, await network.MunicipalitiesAsync(cancellation));
}
