using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Ordering the public letter without an account.</summary>
/// <remarks>
/// Whatever is known of the address, the page answers the same: what follows stands in a mail to its owner.
/// </remarks>
[AllowAnonymous]
[Route(DigestAddresses.Subscription)]
public sealed class SubscribersController(IDocumentSession session, TimeProvider clock) : HubController
{
    private const string Form = "Subscriptions/Order";

    [HttpGet("")]
    public IActionResult New() => View(Form, new SubscriberForm());

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(SubscriberForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new SubscriberFormValidator(), form))
            return View(Form, form);
        await AskAsync(EmailAddress.Clean(form.Email), cancellation);
        return View("Subscriptions/Ordered");
    }

    private async Task AskAsync(string email, CancellationToken cancellation)
    {
        var subscriber = await session.Query<Subscriber>()
            .SingleOrDefaultAsync(known => known.Email == email, cancellation) ?? new Subscriber { Email = email };
        var now = clock.GetUtcNow();
        if (!subscriber.Ask(now))
            return;
        session.Change(subscriber);
        session.Insert(Delivery.OfConfirmation(subscriber.Id, now));
        try
        {
            await session.SaveChangesAsync(cancellation);
        }
        catch (Exception e) when (e.IsLostRace())
        {
            // Somebody typed the same address in that moment, or its owner answers: a mail is on its way, or needless.
            session.EjectAllPendingChanges();
        }
    }
}
