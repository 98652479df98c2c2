using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>A member asks for another mail address, and may think better of it.</summary>
[Route("profil/adresse")]
public sealed class OwnAddressController(
    UserManager<Member> members,
    PasswordCheck passwords,
    AddressChanges changes,
    AddressChangeMail mail,
    RecipientLimit limit) : HubController
{
    private const string Page = "/Features/Profiles/Address.cshtml";
    private const string Kind = "address-change";

    private const string Taken = "Mit dieser E-Mail-Adresse gibt es schon ein Mitglied.";

    private const string TooMany =
        "An diese Adresse ging gerade schon eine E-Mail. Sehen Sie dort nach, auch im Spam-Ordner, oder versuchen Sie "
        + "es später noch einmal.";

    private const string Unsent =
        "Die E-Mail an die neue Adresse ging nicht hinaus. Prüfen Sie die Adresse, oder versuchen Sie es später.";

    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        await FormAsync(await MeAsync(), new OwnAddressForm(), cancellation);

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(OwnAddressForm form, CancellationToken cancellation)
    {
        var me = await MeAsync();
        if (!await CheckAsync(form, me, cancellation))
            return await FormAsync(me, form, cancellation);

        var email = EmailAddress.Clean(form.Email);
        var secret = await changes.BeginAsync(me.Id, email, cancellation);
        if (await mail.TryAskAsync(email, secret, cancellation))
            Tell($"An {email} ist eine E-Mail unterwegs. Mit dem Link darin bestätigen Sie die neue Adresse.");
        else
            Warn(Unsent);
        return Redirect("/profil/adresse");
    }

    [HttpPost("verwerfen")]
    public async Task<IActionResult> Destroy(CancellationToken cancellation)
    {
        await changes.WithdrawAsync(Viewer.MemberId!.Value, cancellation);
        Tell("Ihre Adresse bleibt, wie sie ist. Der Link in der E-Mail gilt nicht mehr.");
        return Redirect("/profil/adresse");
    }

    private async Task<Member> MeAsync() => (await members.FindByIdAsync(Viewer.MemberId!.Value.ToString()))!;

    // The password comes before what only a member may know, and every mail counts.
    private async Task<bool> CheckAsync(OwnAddressForm form, Member me, CancellationToken cancellation)
    {
        if (!ModelState.Check(new OwnAddressFormValidator(me.Email!), form))
            return false;
        if (!await passwords.IsRightAsync(me, form.CurrentPassword, HttpContext.Source(), cancellation))
            ModelState.AddModelError(nameof(form.CurrentPassword), PasswordCheck.OwnRefusal);
        else if (await members.FindByEmailAsync(EmailAddress.Clean(form.Email)) is not null)
            ModelState.AddModelError(nameof(form.Email), Taken);
        else if (!await limit.TryTakeAsync(Kind, EmailAddress.Clean(form.Email), cancellation))
            ModelState.AddModelError(nameof(form.Email), TooMany);
        return ModelState.IsValid;
    }

    private async Task<IActionResult> FormAsync(Member me, OwnAddressForm form, CancellationToken cancellation) =>
        View(Page, new OwnAddressPage(form, me.Email!, await changes.OpenAsync(me.Id, cancellation)));
}
