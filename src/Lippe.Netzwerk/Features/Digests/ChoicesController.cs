using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>When a member gets the digest and what it tells: on the own profile, or by the signed link of a mail without sign-in.</summary>
public sealed class ChoicesController(IDocumentSession session, NetworkDirectory network, DigestLinks links, TimeProvider clock) : HubController
{
    private const string Page = "Digests/Choice";
    private const string Own = "/profil/monatsbrief";

    [HttpGet("profil/monatsbrief")]
    public async Task<IActionResult> Edit(CancellationToken cancellation) => await ShowAsync(await FindAsync(Viewer.MemberId, cancellation), Own, cancellation);

    [HttpPost("profil/monatsbrief")]
    public async Task<IActionResult> Update(ChoiceForm form, CancellationToken cancellation)
    {
        if (await FindAsync(Viewer.MemberId, cancellation) is not { } member)
            return NotFound();
        if (!await TrySaveAsync(member, form, cancellation))
            return await PageAsync(form, Own, member.Name, false, cancellation);
        Tell("Ihre Auswahl ist gespeichert.");
        return Redirect(Own);
    }

    [HttpGet("monatsbrief/wahl/{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        await ShowAsync(await FindAsync(links.ReadChoice(token), cancellation), $"/monatsbrief/wahl/{token}", cancellation);

    [HttpPost("monatsbrief/wahl/{token}")]
    [AllowAnonymous]
    public async Task<IActionResult> Create(string token, ChoiceForm form, CancellationToken cancellation)
    {
        if (await FindAsync(links.ReadChoice(token), cancellation) is not { } member)
            return NotFound();
        var isSaved = await TrySaveAsync(member, form, cancellation);
        return await PageAsync(form, $"/monatsbrief/wahl/{token}", member.Name, isSaved, cancellation);
    }

    private async Task<bool> TrySaveAsync(Member member, ChoiceForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new ChoiceFormValidator(await network.TopicsAsync(cancellation), await MunicipalitiesAsync(cancellation)), form))
            return false;
        form.ApplyTo(member, clock.GetUtcNow());
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    private Task<Member?> FindAsync(Guid? id, CancellationToken cancellation) => session.Query<Member>().SingleOrDefaultAsync(m => m.Id == id && m.LeftAt == null, cancellation);

    private async Task<IActionResult> ShowAsync(Member? member, string action, CancellationToken cancellation) =>
        member is null ? NotFound() : await PageAsync(ChoiceForm.From(member), action, member.Name, false, cancellation);

    private async Task<IActionResult> PageAsync(ChoiceForm form, string action, string name, bool isSaved, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        return View(Page, new ChoicePage(form, action, name, await network.TopicsAsync(cancellation), await MunicipalitiesAsync(cancellation), isSaved));
    }

    private Task<List<Municipality>> MunicipalitiesAsync(CancellationToken cancellation) => session.Query<Municipality>().OrderBy(m => m.Name).ToListAsync(cancellation);
}
