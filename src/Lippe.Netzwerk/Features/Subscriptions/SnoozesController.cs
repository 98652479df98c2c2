using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>Putting off, from a mail, the question whether a document still holds.</summary>
[AllowAnonymous]
[Route(DigestAddresses.Snooze + "{token}")]
public sealed class SnoozesController(
    IDocumentSession session, ReviewRequests requests, SignedLinks links, TimeProvider clock)
    : AnswerController
{
    [HttpGet("")]
    public async Task<IActionResult> New(string token, CancellationToken cancellation)
    {
        if (links.ReadSnooze(token) is not var (request, asked)
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        return Show(Page(token, document, request, asked, await FindAsync(request, cancellation)), document);
    }

    [HttpPost("")]
    public async Task<IActionResult> Create(string token, CancellationToken cancellation)
    {
        if (links.ReadSnooze(token) is not var (request, asked)
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        var snooze = await FindAsync(request, cancellation);
        // A link puts off what was asked when its mail was written: a second click finds that done.
        if (document.ReviewDue == request.Due && !IsDone(snooze, request, asked))
        {
            snooze = ReviewSnooze.Of(request.MemberId, document.Id, request.Due, clock.Today());
            session.Store(snooze);
            await session.SaveChangesAsync(cancellation);
        }

        return Show(Page(token, document, request, asked, snooze), document);
    }

    /// <summary>Asks again on the day the mail did, unless the review was put off once more since.</summary>
    [HttpPost(Undoing)]
    public async Task<IActionResult> Destroy(
        string token, [FromQuery(Name = "bis")] DateOnly until, CancellationToken cancellation)
    {
        if (links.ReadSnooze(token) is not var (request, asked)
            || await requests.FindAsync(request, cancellation) is not { } document)
            return NotFound();
        var snooze = await FindAsync(request, cancellation);
        if (IsDone(snooze, request, asked) && snooze!.Until == until)
        {
            if (asked == request.Due)
                session.Delete(snooze);
            else
                session.Store(snooze.BackTo(asked));
            await session.SaveChangesAsync(cancellation);
        }

        return Show(Page(token, document, request, asked, await FindAsync(request, cancellation)), document);
    }

    private Task<ReviewSnooze?> FindAsync(ReviewRequest request, CancellationToken cancellation) =>
        session.LoadAsync<ReviewSnooze>(ReviewSnooze.IdOf(request.MemberId, request.DocumentId), cancellation);

    private static bool IsDone(ReviewSnooze? snooze, ReviewRequest request, DateOnly asked) =>
        snooze is not null && snooze.Due == request.Due && snooze.Until > asked;

    private AnswerPage Page(
        string token, Document document, ReviewRequest request, DateOnly asked, ReviewSnooze? snooze)
    {
        if (document.ReviewDue != request.Due)
            return AnswerPage.OfReview(token, document, request);
        return IsDone(snooze, request, asked)
            ? AnswerPage.Done(
                "Wir erinnern Sie wieder",
                $"Am {snooze!.Until.LongDay()} fragen wir noch einmal, ob „{document.Title}“ noch stimmt.",
                $"{DigestAddresses.Snooze}{token}/{Undoing}?bis={snooze.Until.Iso()}")
            : new AnswerPage(
                "Später erinnern?",
                $"Wir fragen dann erst am {clock.Today().AddDays(ReviewSnooze.Days).LongDay()} wieder, "
                + $"ob „{document.Title}“ noch stimmt.",
                Words.AskLater, DigestAddresses.Snooze + token);
    }
}
