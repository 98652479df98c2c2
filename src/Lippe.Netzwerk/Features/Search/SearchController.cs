using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Searches all three kinds for whoever may see them.</summary>
[Route("suche")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Search)]
public sealed class SearchController(SearchAnswers answers) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(SearchForm form, CancellationToken cancellation)
    {
        var page = await answers.FindAsync(form, Viewer, cancellation);
        if (page.Found.IsUnanswered)
            Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return View(page);
    }
}
