using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;
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
public sealed class SubscriptionsController(
    IDocumentSession session, MemberWishes wishes, SignedLinks links, TimeProvider clock) : AnswerController
{
    [HttpGet(DigestAddresses.Unsubscription + "{token}")]
    [HttpGet("bestellen/{token}")]
    public async Task<IActionResult> Show(string token, CancellationToken cancellation)
    {
        if (links.ReadUnsubscribe(token) is not var (recipientId, occasion))
            return NotFound();
        if (await wishes.FindAsync(recipientId, cancellation) is { } member)
            return Page(token, member, occasion, false);
        return Show(await session.LoadAsync<Subscriber>(recipientId, cancellation) is null ? Gone : AskedFor(token));
    }

    [HttpPost(DigestAddresses.Unsubscription + "{token}")]
    public async Task<IActionResult> Destroy(string token, CancellationToken cancellation)
    {
        if (links.ReadUnsubscribe(token) is not var (recipientId, _)
            || await session.LoadAsync<Subscriber>(recipientId, cancellation) is not { } subscriber)
            return await SetAsync(token, false, cancellation);
        session.EndSubscription(subscriber);
        await session.SaveChangesAsync(cancellation);
        return Show(Gone);
    }

    [HttpPost("bestellen/{token}")]
    public Task<IActionResult> Create(string token, CancellationToken cancellation) =>
        SetAsync(token, true, cancellation);

    // The answer is a page and no redirect: RFC 8058 forbids one.
    private async Task<IActionResult> SetAsync(string token, bool wants, CancellationToken cancellation)
    {
        if (links.ReadUnsubscribe(token) is not var (memberId, occasion))
            return NotFound();
        return await wishes.SaveAsync(
            memberId, m => m.Subscribe(occasion, wants, clock.GetUtcNow()), cancellation) is { } member
            ? Page(token, member, occasion, true)
            : Show(Gone);
    }

    // True of whoever left the network, too, so that no old mail leads to an error.
    private static AnswerPage Gone { get; } = new(
        "Der Monatsbrief ist abbestellt",
        "An Sie geht keine solche E-Mail mehr. Ihre Adresse ist bei uns gelöscht.", null, "")
    { Next = new("Alle Ausgaben auf der Website lesen", DigestAddresses.List) };

    private static AnswerPage AskedFor(string token) => new(
        "Monatsbrief abbestellen",
        "Sie erhalten dann keinen Monatsbrief mehr, und wir löschen Ihre Adresse.",
        "Monatsbrief abbestellen", DigestAddresses.Unsubscription + token);

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
