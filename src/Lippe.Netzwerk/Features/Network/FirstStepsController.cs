using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Network;

/// <summary>Putting the first steps away from one's own start page.</summary>
[Route("netzwerk/erste-schritte")]
[CoordinatorsOnly]
public sealed class FirstStepsController(MemberWishes wishes) : HubController
{
    [HttpPost("ausblenden")]
    public async Task<IActionResult> Destroy(CancellationToken cancellation)
    {
        await wishes.SaveAsync(Viewer.MemberId!.Value, member => member.HideFirstSteps(), cancellation);
        Tell("Die ersten Schritte finden Sie weiter im Menü unter „Netzwerk“.");
        return Redirect("/");
    }
}
