using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OutputCaching;

namespace Lippe.Netzwerk.Features.Adoptions;

/// <summary>Who uses what in the whole network.</summary>
[Route("nachnutzung")]
[AllowAnonymous]
[OutputCache(PolicyName = PageCache.ForVisitors)]
public sealed class OverviewController(Overview overview) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(OverviewFilter filter, CancellationToken cancellation) =>
        View("Adoptions/Overview", await overview.ReadAsync(Viewer, filter, cancellation));
}
