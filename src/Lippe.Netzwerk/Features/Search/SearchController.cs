using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Searches all three kinds for whoever may see them.</summary>
[Route("suche")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Search)]
public sealed class SearchController(SearchAnswers answers, NetworkDirectory network, HubIndex index) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(SearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Text);
        return View(new SearchPage(
            form, query,
            await answers.FindAsync(query, form, Viewer, cancellation),
            await network.TopicsAsync(cancellation),
            await network.MunicipalitiesAsync(cancellation),
            await network.TopicNamesAsync(cancellation),
            index.Status));
    }
}
