using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>What an invitation's link opens. A GET changes nothing, because mail scanners follow every link.</summary>
[Route("einladungen/{secret}")]
[AllowAnonymous]
public sealed class AcceptancesController(
    IDocumentSession session,
    Joining joining,
    SignInManager<Member> signIn,
    NetworkDirectory network,
    TimeProvider clock) : HubController
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
        var members = (await network.PeopleAsync(cancellation)).Select(person => person.Name);
        if (!ModelState.Check(new AcceptanceFormValidator(invitation, page.Municipalities, members), form))
            return View(nameof(New), page);

        var municipalityId = invitation.MunicipalityId
            ?? page.Municipalities.Single(municipality => municipality.Slug == form.Municipality).Id;
        var (member, result) = await joining.JoinAsync(invitation, form, municipalityId);
        if (ModelState.AddPasswordRefusal(result))
            return View(nameof(New), page);
        if (!result.Succeeded)
            return await RefusedAsync(page, cancellation);

        await signIn.SignInAsync(member, isPersistent: true);
        Tell($"Willkommen, {member.Name}! Ihr Zugang ist eingerichtet.");
        return Redirect("/");
    }

    // The form is checked already: either somebody was faster with this link, or the address belongs to a member.
    private async Task<IActionResult> RefusedAsync(AcceptancePage page, CancellationToken cancellation)
    {
        var invitation = await FindAsync(page.Secret, cancellation);
        if (invitation?.IsOpen(clock.GetUtcNow()) != true)
            return await ClosedAsync(invitation, cancellation);

        var field = invitation.Email is null ? nameof(AcceptanceForm.Email) : "";
        ModelState.AddModelError(field, "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.");
        return View(nameof(New), page);
    }

    private async Task<IActionResult> ClosedAsync(Invitation? invitation, CancellationToken cancellation)
    {
        Response.StatusCode = invitation is null ? StatusCodes.Status404NotFound : StatusCodes.Status410Gone;
        return View("Closed", invitation switch
        {
            null => ClosedPage.Unknown,
            { AcceptedAt: not null } => ClosedPage.Accepted,
            _ => ClosedPage.Expired(await InviterAsync(invitation, cancellation)),
        });
    }

    private Task<string?> InviterAsync(Invitation invitation, CancellationToken cancellation) => session.Query<Member>()
        .Where(m => m.Id == invitation.InvitedById && m.LeftAt == null)
        .Select(m => m.Name)
        .SingleOrDefaultAsync(cancellation);

    private Task<Invitation?> FindAsync(string secret, CancellationToken cancellation)
    {
        var hash = LinkSecret.Hash(secret);
        return session.Query<Invitation>()
            .SingleOrDefaultAsync(i => i.SecretHash == hash && i.WithdrawnAt == null, cancellation);
    }

    private async Task<AcceptancePage> PageAsync(
        string secret, Invitation invitation, AcceptanceForm form, CancellationToken cancellation) =>
        new(secret, invitation, form, await network.MunicipalitiesAsync(cancellation));
}
