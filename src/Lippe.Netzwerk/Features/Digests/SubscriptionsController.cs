using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Unsubscribing by the signed link of a mail, without sign-in.</summary>
/// <remarks>
/// A GET changes nothing, because link scanners follow every link. The POSTs take no antiforgery token: mailbox providers send
/// them on their own (RFC 8058), and the signed token in the address is already something no other site can know.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SubscriptionsController(HubDbContext db, DigestLinks links) : HubController
{
    private const string Page = "Digests/Subscription";

    [HttpGet("abbestellen/{token}")]
    [HttpGet("bestellen/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation)
    {
        Response.Headers.CacheControl = "no-store";
        return await Of(token).Select(m => (bool?)m.WantsDigest).SingleOrDefaultAsync(cancellation) is { } isSubscribed
            ? View(Page, new SubscriptionPage(token, isSubscribed, false))
            : NotFound();
    }

    [HttpPost("abbestellen/{token}")]
    public Task<IActionResult> Destroy(string token, CancellationToken cancellation) => SetAsync(token, false, cancellation);

    [HttpPost("bestellen/{token}")]
    public Task<IActionResult> Create(string token, CancellationToken cancellation) => SetAsync(token, true, cancellation);

    // The answer is a page and no redirect: RFC 8058 forbids one.
    private async Task<IActionResult> SetAsync(string token, bool wantsDigest, CancellationToken cancellation)
    {
        var found = await Of(token).ExecuteUpdateAsync(set => set.SetProperty(m => m.WantsDigest, wantsDigest), cancellation);
        return found == 1 ? View(Page, new SubscriptionPage(token, wantsDigest, true)) : NotFound();
    }

    private IQueryable<Member> Of(string token)
    {
        var id = links.ReadUnsubscribe(token);
        return db.Members.Where(m => m.Id == id && m.LeftAt == null);
    }
}
