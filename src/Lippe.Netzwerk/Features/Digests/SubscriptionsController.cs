using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Unsubscribing from mails of one kind by the signed link of such a mail, without sign-in.</summary>
/// <remarks>
/// A GET changes nothing, because link scanners follow every link. The POSTs take no antiforgery token: mailbox providers send
/// them on their own (RFC 8058), and the signed token in the address is already something no other site can know.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SubscriptionsController(IDocumentSession session, DigestLinks links) : HubController
{
    private const string Page = "Digests/Subscription";

    [HttpGet("abbestellen/{token}")]
    [HttpGet("bestellen/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        await FindAsync(token, cancellation) is ({ } member, var occasion) ? PageOf(token, member, occasion, false) : NotFound();

    [HttpPost("abbestellen/{token}")]
    public Task<IActionResult> Destroy(string token, CancellationToken cancellation) => SetAsync(token, false, cancellation);

    [HttpPost("bestellen/{token}")]
    public Task<IActionResult> Create(string token, CancellationToken cancellation) => SetAsync(token, true, cancellation);

    // The answer is a page and no redirect: RFC 8058 forbids one.
    private async Task<IActionResult> SetAsync(string token, bool wants, CancellationToken cancellation)
    {
        if (await FindAsync(token, cancellation) is not ({ } member, var occasion))
            return NotFound();
        member.Subscribe(occasion, wants);
        await session.SaveChangesAsync(cancellation);
        return PageOf(token, member, occasion, true);
    }

    private async Task<(Member? Member, DeliveryOccasion Occasion)> FindAsync(string token, CancellationToken cancellation) =>
        links.ReadUnsubscribe(token) is var (id, occasion)
            ? (await session.Query<Member>().SingleOrDefaultAsync(m => m.Id == id && m.LeftAt == null, cancellation), occasion)
            : default;

    private ViewResult PageOf(string token, Member member, DeliveryOccasion occasion, bool hasJustChanged)
    {
        Response.Headers.CacheControl = "no-store";
        return View(Page, new SubscriptionPage(token, occasion, member.Wants(occasion), hasJustChanged));
    }
}
