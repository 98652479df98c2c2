using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Unsubscribing from mails of one kind by the signed link of such a mail, without sign-in.</summary>
/// <remarks>
/// A GET changes nothing, because link scanners follow every link. The POSTs take no antiforgery token: mailbox
/// providers send them on their own (RFC 8058), and the signed token in the address is already something no other site
/// can know.
/// </remarks>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
public sealed class SubscriptionsController(MemberWishes wishes, SignedLinks links, TimeProvider clock)
    : HubController
{
    [HttpGet(DigestAddresses.Unsubscription + "{token}")]
    [HttpGet("bestellen/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation) =>
        links.ReadUnsubscribe(token) is var (memberId, occasion)
        && await wishes.FindAsync(memberId, cancellation) is { } member
            ? Page(token, member, occasion, false)
            : NotFound();

    [HttpPost(DigestAddresses.Unsubscription + "{token}")]
    public Task<IActionResult> Destroy(string token, CancellationToken cancellation) =>
        SetAsync(token, false, cancellation);

    [HttpPost("bestellen/{token}")]
    public Task<IActionResult> Create(string token, CancellationToken cancellation) =>
        SetAsync(token, true, cancellation);

    // The answer is a page and no redirect: RFC 8058 forbids one.
    private async Task<IActionResult> SetAsync(string token, bool wants, CancellationToken cancellation) =>
        links.ReadUnsubscribe(token) is var (memberId, occasion)
        && await wishes.SaveAsync(
            memberId, m => m.Subscribe(occasion, wants, clock.GetUtcNow()), cancellation) is { } member
            ? Page(token, member, occasion, true)
            : NotFound();

    private ViewResult Page(string token, Member member, DeliveryOccasion occasion, bool hasJustChanged)
    {
        Response.Headers.CacheControl = "no-store";
        return View(
            "Subscriptions/Subscription",
            new SubscriptionPage(token, occasion, member.Wants(occasion), hasJustChanged));
    }
}

/// <summary>Whether a member gets mails of a kind.</summary>
public sealed record SubscriptionPage(string Token, DeliveryOccasion Occasion, bool IsSubscribed, bool HasJustChanged);
