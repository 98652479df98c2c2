using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>What a member says about themselves, and what the monthly digest tells them first.</summary>
[Route("profil")]
public sealed class ProfilesController(
    MemberWishes wishes, NetworkDirectory network, PersonalData data, TimeProvider clock) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Edit(CancellationToken cancellation) =>
        await FormAsync(
            ProfileForm.From((await wishes.FindAsync(Viewer.MemberId, cancellation))!), cancellation);

    [HttpPost("")]
    public async Task<IActionResult> Update(ProfileForm form, CancellationToken cancellation)
    {
        var people = await network.PeopleAsync(cancellation);
        var others = people.Where(person => person.Id != Viewer.MemberId).Select(person => person.Name);
        var topics = await network.TopicsAsync(cancellation);
        if (!ModelState.Check(new ProfileFormValidator(Viewer.Name, others, topics), form))
            return await FormAsync(form, cancellation);

        await wishes.SaveAsync(Viewer.MemberId!.Value, me => form.ApplyTo(me, clock.GetUtcNow()), cancellation);
        Tell("Ihr Profil ist gespeichert.");
        return Redirect("/profil");
    }

    /// <summary>Everything the hub holds about the member, as a file.</summary>
    [HttpGet("daten")]
    public async Task<IActionResult> Show(CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        return File(await data.ReadAsync(Viewer.MemberId!.Value, cancellation), "application/json", "meine-daten.json");
    }

    private async Task<IActionResult> FormAsync(ProfileForm form, CancellationToken cancellation) =>
        View(nameof(Edit), new ProfilePage(form, await network.TopicsAsync(cancellation)));
}
