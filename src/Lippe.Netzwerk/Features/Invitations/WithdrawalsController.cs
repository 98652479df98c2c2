using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Taking an invitation back, or letting it count again.</summary>
[Route("einladungen/{id:guid}/zurueckziehen")]
[CoordinatorsOnly]
public sealed class WithdrawalsController(InvitationBook book) : HubController
{
    [HttpPost("")]
    public async Task<IActionResult> Create(Guid id, CancellationToken cancellation)
    {
        if (await book.WithdrawAsync(id, cancellation) is { } invitation)
            Tell(
                $"Die Einladung an {invitation.Name} ist zurückgezogen. Ihr Link gilt nicht mehr.",
                UndoOf(invitation));
        else
            Warn("Diese Einladung wurde schon angenommen oder zurückgezogen.");
        return Redirect("/einladungen");
    }

    [HttpPost("zuruecknahme")]
    public async Task<IActionResult> Destroy(
        Guid id, [FromForm(Name = "version")] long version, CancellationToken cancellation)
    {
        if (await book.ReturnAsync(id, version, cancellation) is { } invitation)
            Tell($"Die Einladung an {invitation.Name} gilt wieder, wie sie war.");
        else
            Warn(
                "Die Einladung lässt sich nicht zurückholen. Vielleicht ist die Adresse inzwischen neu eingeladen oder "
                + "gehört einem Mitglied.");
        return Redirect("/einladungen");
    }

    private static Undo UndoOf(Invitation invitation) => new(
        $"/einladungen/{invitation.Id}/zurueckziehen/zuruecknahme",
        new Dictionary<string, string> { ["version"] = $"{invitation.Version}" });
}
