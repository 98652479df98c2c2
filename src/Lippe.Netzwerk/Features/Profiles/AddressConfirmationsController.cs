using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>
/// What the link to a new address opens, for the member who asked for it and nobody else: whoever gets the mail by a
/// slip of the pen has no account by it.
/// </summary>
[Route("profil/adresse/{secret}")]
public sealed class AddressConfirmationsController(
    UserManager<Member> members,
    AddressChanges changes,
    AddressChangeMail mail,
    SignInManager<Member> signIn,
    TimeProvider clock) : HubController
{
    private const string Page = "/Features/Profiles/AddressConfirmation.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> New(string secret, CancellationToken cancellation) =>
        Answer(secret, await FindAsync(secret, cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.SignIn)]
    public async Task<IActionResult> Create(string secret, CancellationToken cancellation)
    {
        var change = await FindAsync(secret, cancellation);
        if (change?.IsOpen(clock.GetUtcNow()) != true)
            return Answer(secret, change);

        var me = (await members.FindByIdAsync(Viewer.MemberId!.Value.ToString()))!;
        var result = await changes.ConfirmAsync(change, me, HttpContext.SignInSession());
        if (result.Errors.Any(error => error.Code == nameof(IdentityErrorDescriber.ConcurrencyFailure)))
        {
            Warn(LostRaceFilter.Answer);
            return Redirect($"/profil/adresse/{secret}");
        }

        // Somebody else took the address meanwhile; who, is nobody's business.
        if (!result.Succeeded)
            return Closed();

        await signIn.RefreshSignInAsync(me);
        await mail.TellFormerAsync(change.Former!, cancellation);
        Tell("Ihre neue E-Mail-Adresse gilt. Auf anderen Geräten melden Sie sich damit neu an.");
        return Redirect("/profil");
    }

    private Task<AddressChange?> FindAsync(string secret, CancellationToken cancellation) =>
        changes.FindAsync(Viewer.MemberId!.Value, secret, cancellation);

    private IActionResult Answer(string secret, AddressChange? change) =>
        change is null || (change.ConfirmedAt is null && !change.IsOpen(clock.GetUtcNow()))
            ? Closed()
            : View(Page, new AddressConfirmationPage(secret, change.Email, change.ConfirmedAt is not null));

    private ViewResult Closed()
    {
        Response.StatusCode = StatusCodes.Status410Gone;
        return View(Page, AddressConfirmationPage.Closed);
    }
}

/// <summary>The question whether the address is one's own, or that the link has done its work.</summary>
/// <param name="Email">Null when the link does not hold.</param>
public sealed record AddressConfirmationPage(string Secret, string? Email, bool IsDone)
{
    internal static readonly AddressConfirmationPage Closed = new("", null, IsDone: false);

    public string Title => Email is null ? "Dieser Link gilt nicht mehr"
        : IsDone ? "Ihre neue E-Mail-Adresse gilt"
        : "Neue E-Mail-Adresse bestätigen";
}
