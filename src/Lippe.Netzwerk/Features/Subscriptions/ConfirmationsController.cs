using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Confirming from a mail that a document still holds.</summary>
[AllowAnonymous]
[Route(DigestAddresses.Confirmation + "{token}")]
public sealed class ConfirmationsController(
    ReviewRequests requests, Archive archive, Actor actor, SignedLinks links, TimeProvider clock)
    : AnswerController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellation) =>
        links.ReadReview(token) is { } request && await requests.FindAsync(request, cancellation) is { } document
            ? Show(AnswerPage.OfReview(token, document, request))
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, CancellationToken cancellation)
    {
        if (links.ReadReview(token) is not { } request
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        // Confirmed already, here or on the document's page: a second click asks for nothing.
        if (document.ReviewDue != request.Due)
            return Show(AnswerPage.OfReview(token, document, request));

        var draft = (await archive.DraftAsync(document, cancellation)).Reviewed(clock.Today());
        actor.MemberId = request.MemberId;
        await archive.SaveAsync(document, draft, "Inhalt geprüft", cancellation);
        return Show(AnswerPage.OfReview(token, document, request));
    }
}
