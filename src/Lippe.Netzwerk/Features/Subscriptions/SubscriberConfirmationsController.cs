using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Saying, from a mail, that the public letter is wanted.</summary>
[AllowAnonymous]
[Route(DigestAddresses.Subscription + "/{token}")]
public sealed class SubscriberConfirmationsController(
    IDocumentSession session, SignedLinks links, TimeProvider clock) : AnswerController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellation) =>
        links.ReadSubscribe(token) is { } id ? Show(Page(token, await FindAsync(id, cancellation))) : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, CancellationToken cancellation)
    {
        if (links.ReadSubscribe(token) is not { } id)
            return NotFound();
        var subscriber = await FindAsync(id, cancellation);
        if (subscriber is { ConfirmedAt: null })
        {
            subscriber.Confirm(clock.GetUtcNow());
            session.Change(subscriber);
            await session.SaveChangesAsync(cancellation);
        }

        return Show(Page(token, subscriber));
    }

    // Null also when they took too long.
    private async Task<Subscriber?> FindAsync(Guid id, CancellationToken cancellation) =>
        await session.LoadAsync<Subscriber>(id, cancellation) is { } subscriber
        && subscriber.CanConfirm(clock.GetUtcNow()) ? subscriber : null;

    private static AnswerPage Page(string token, Subscriber? subscriber) => subscriber switch
    {
        null => new AnswerPage(
            "Dieser Link gilt nicht mehr",
            "Er gilt drei Tage, und nach dem Abbestellen nicht mehr. Bestellen Sie den Monatsbrief noch einmal.",
            null, "")
        { Next = new("Monatsbrief bestellen", DigestAddresses.Subscription) },
        { ConfirmedAt: null } => new AnswerPage(
            "Monatsbrief bestellen?",
            "Dann kommt einmal im Monat eine E-Mail mit neuen und geänderten öffentlichen Dokumenten. In jeder steht, "
            + "wie Sie ihn wieder abbestellen.",
            "Ja, Monatsbrief bestellen", $"{DigestAddresses.Subscription}/{token}"),
        _ => new AnswerPage(
            "Der Monatsbrief ist bestellt",
            "Die nächste Ausgabe kommt per E-Mail. Bis dahin können Sie die bisherigen lesen.", null, "")
        { Next = new("Monatsbriefe ansehen", DigestAddresses.List) },
    };
}
