using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Confirming from a mail that a document still holds, and taking that back.</summary>
[AllowAnonymous]
[Route(DigestAddresses.Confirmation + "{token}")]
public sealed class ConfirmationsController(
    ReviewRequests requests, Archive archive, Actor actor, SignedLinks links, TimeProvider clock)
    : AnswerController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellation) =>
        links.ReadReview(token) is { } request && await requests.FindAsync(request, cancellation) is { } document
            ? await ShowAsync(token, document, request, cancellation)
            : NotFound();

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, CancellationToken cancellation)
    {
        if (links.ReadReview(token) is not { } request
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        // Confirmed already, here or on the document's page: a second click asks for nothing.
        if (document.ReviewDue == request.Due)
        {
            var draft = (await archive.DraftAsync(document, cancellation)).Reviewed(clock.Today());
            await SaveAsync(document, draft, request, "Inhalt geprüft", cancellation);
        }

        return await ShowAsync(token, document, request, cancellation);
    }

    /// <summary>Asks again as the mail did, unless the document was changed since.</summary>
    [HttpPost(Undoing)]
    public async Task<IActionResult> Destroy(
        string token, [FromQuery(Name = "version")] long version, CancellationToken cancellation)
    {
        if (links.ReadReview(token) is not { } request
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        if (document.Version == version && await BeforeAsync(document, request, cancellation) is { } draft)
            await SaveAsync(document, draft, request, "Bestätigung zurückgenommen", cancellation);
        return await ShowAsync(token, document, request, cancellation);
    }

    private async Task SaveAsync(
        Document document, Draft draft, ReviewRequest request, string note, CancellationToken cancellation)
    {
        actor.MemberId = request.MemberId;
        await archive.SaveAsync(document, draft, note, cancellation);
    }

    // Null unless the newest version is what this member made of what the mail asks.
    private async Task<Draft?> BeforeAsync(Document document, ReviewRequest request, CancellationToken cancellation)
    {
        var newest = await archive.NewestAsync(document, cancellation);
        return newest.AuthorId == request.MemberId
            && await archive.DraftBeforeReviewAsync(document, cancellation) is { } before
            && before.ReviewDue == request.Due
                ? before
                : null;
    }

    private async Task<IActionResult> ShowAsync(
        string token, Document document, ReviewRequest request, CancellationToken cancellation)
    {
        var isUndoable = document.ReviewDue != request.Due
            && await BeforeAsync(document, request, cancellation) is not null;
        var undo = $"{DigestAddresses.Confirmation}{token}/{Undoing}?version={document.Version}";
        return Show(AnswerPage.OfReview(token, document, request, isUndoable ? undo : null), document);
    }
}
