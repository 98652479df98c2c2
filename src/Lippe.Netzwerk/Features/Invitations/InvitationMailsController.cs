using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Sends an invitation again, with a new link.</summary>
[Route("einladungen/{id:guid}/mails")]
[CoordinatorsOnly]
public sealed class InvitationMailsController(
    IQuerySession session, InvitationBook book, InvitationPost post, RecipientLimit limit) : HubController
{
    private const string Kind = "invitation";

    [HttpPost("")]
    [EnableRateLimiting(RateLimits.Invitations)]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellation)
    {
        var invitation = await session.LoadAsync<Invitation>(id, cancellation);
        if (invitation is { Email: { } email } && !await limit.TryTakeAsync(Kind, email, cancellation))
            Warn($"An {invitation.Name} ging gerade schon eine E-Mail. Warten Sie ein paar Minuten.");
        else if (await book.RenewAsync(id, cancellation) is not { } letter)
            Warn("Diese Einladung wurde schon angenommen oder zurückgezogen.");
        else if (await post.TrySendAsync(letter, Viewer, TempData, cancellation))
            Tell($"Die Einladung an {letter.Invitation.Name} ist noch einmal unterwegs. Nur der neue Link gilt.");
        return Redirect("/einladungen");
    }
}
