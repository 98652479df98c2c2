using JasperFx;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Sends an invitation again, with a new link.</summary>
[Route("einladungen/{id:guid}/mails")]
[CoordinatorsOnly]
public sealed class InvitationMailsController(InvitationBook book, InvitationPost post) : HubController
{
    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Invitations)]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellation)
    {
        if (await RenewAsync(id, cancellation) is not { } letter)
            Warn("Diese Einladung wurde schon angenommen oder zurückgezogen.");
        else if (await post.TrySendAsync(letter, Viewer, TempData, cancellation))
            Tell($"Die Einladung an {letter.Invitation.Name} ist noch einmal unterwegs. Nur der neue Link gilt.");
        return Redirect("/einladungen");
    }

    private async Task<SealedInvitation?> RenewAsync(Guid id, CancellationToken cancellation)
    {
        try
        {
            return await book.RenewAsync(id, cancellation);
        }
        catch (ConcurrencyException)
        {
            return null;
        }
    }
}
