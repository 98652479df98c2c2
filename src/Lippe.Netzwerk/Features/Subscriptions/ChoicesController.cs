using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>
/// When a member gets the digest and what it tells: on the own profile, or by the signed link of a mail without
/// sign-in.
/// </summary>
public sealed class ChoicesController(
    MemberWishes wishes, NetworkDirectory network, SignedLinks links, TimeProvider clock)
    : HubController
{
    [HttpGet(DigestAddresses.OwnChoice)]
    public async Task<IActionResult> Edit(CancellationToken cancellation) =>
        await ShowAsync(await wishes.FindAsync(Viewer.MemberId, cancellation), DigestAddresses.OwnChoice, cancellation);

    [HttpPost(DigestAddresses.OwnChoice)]
    public async Task<IActionResult> Update(ChoiceForm form, CancellationToken cancellation)
    {
        if (await wishes.FindAsync(Viewer.MemberId, cancellation) is not { } member)
            return NotFound();
        if (!await TrySaveAsync(member, form, cancellation))
            return await PageAsync(form, DigestAddresses.OwnChoice, member.Name, false, cancellation);
        Tell("Ihre Auswahl ist gespeichert.");
        return Redirect(DigestAddresses.OwnChoice);
    }

    [HttpGet(DigestAddresses.Choice + "{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        await ShowAsync(
            await wishes.FindAsync(links.ReadChoice(token), cancellation), DigestAddresses.Choice + token,
            cancellation);

    [HttpPost(DigestAddresses.Choice + "{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Create(string token, ChoiceForm form, CancellationToken cancellation)
    {
        if (await wishes.FindAsync(links.ReadChoice(token), cancellation) is not { } member)
            return NotFound();
        var isSaved = await TrySaveAsync(member, form, cancellation);
        return await PageAsync(form, DigestAddresses.Choice + token, member.Name, isSaved, cancellation);
    }

    private async Task<bool> TrySaveAsync(Member member, ChoiceForm form, CancellationToken cancellation)
    {
        var validator = new ChoiceFormValidator(
            await network.TopicsAsync(cancellation), await network.MunicipalitiesAsync(cancellation), clock.Today());
        return ModelState.Check(validator, form)
            && await wishes.SaveAsync(
                member.Id, m => form.ApplyTo(m, clock.GetUtcNow()), cancellation) is not null;
    }

    private async Task<IActionResult> ShowAsync(Member? member, string action, CancellationToken cancellation) =>
        member is null ? NotFound() : await PageAsync(
            ChoiceForm.From(member, clock.Today()), action, member.Name, false, cancellation);

    private async Task<IActionResult> PageAsync(
        ChoiceForm form, string action, string name, bool isSaved, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        return View("Subscriptions/Choice", new ChoicePage(
            form, action, name,
            await network.TopicsAsync(cancellation), await network.MunicipalitiesAsync(cancellation), isSaved));
    }
}
