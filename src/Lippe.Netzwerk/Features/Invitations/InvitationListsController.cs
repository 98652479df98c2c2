using Hangfire;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Inviting many people at once, after a look at what was understood.</summary>
[Route("einladungen/viele")]
[CoordinatorsOnly]
public sealed class InvitationListsController(InvitationLists lists, InvitationBook book, IBackgroundJobClient jobs)
    : HubController
{
    internal const string Page = "/Features/Invitations/List.cshtml";

    [HttpGet("")]
    public async Task<IActionResult> New(CancellationToken cancellation) =>
        View(Page, await lists.BeginAsync(new InvitationListForm(), cancellation));

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Mail)]
    public async Task<IActionResult> Create(InvitationListForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new InvitationListFormValidator(), form))
            return View(Page, await lists.BeginAsync(form, cancellation));

        var review = await lists.ReviewAsync(form, cancellation);
        if (review.Problem is { } problem)
            ModelState.AddModelError(nameof(form.People), problem);
        if (!review.IsReady)
            return View(Page, review);

        var invitees = review.Invited
            .Select(line => new Invitee(line.Email, line.Name, line.Role, line.Municipality!.Id));
        await book.InviteAllAsync(invitees, Viewer.MemberId, cancellation);
        // Should that fail, the job finds them within a quarter of an hour.
        jobs.Enqueue<InvitationMailJob>(job => job.ExecuteAsync(CancellationToken.None));
        Tell(review.Skipped == 0
            ? $"{Count(review.Invited.Count)} gespeichert. Die E-Mails gehen jetzt hinaus."
            : $"{Count(review.Invited.Count)} gespeichert, {review.Skipped} übersprungen. Die E-Mails gehen jetzt "
                + "hinaus.");
        return Redirect("/einladungen");
    }

    private static string Count(int number) => number == 1 ? "1 Einladung ist" : $"{number} Einladungen sind";
}
