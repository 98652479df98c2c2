using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The look at a pasted list before anybody is invited; it saves nothing.</summary>
[Route("einladungen/viele/vorschau")]
[CoordinatorsOnly]
public sealed class InvitationReviewsController(InvitationLists lists) : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(InvitationListForm form, CancellationToken cancellation)
    {
        if (!ModelState.Check(new InvitationListFormValidator(), form))
            return View(InvitationListsController.Page, await lists.BeginAsync(form, cancellation));

        var review = await lists.ReviewAsync(form, cancellation);
        if (review.Problem is { } problem)
            ModelState.AddModelError(nameof(form.People), problem);
        return View(InvitationListsController.Page, review);
    }
}
