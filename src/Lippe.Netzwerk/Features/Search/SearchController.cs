using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>Searches all three kinds for whoever may see them.</summary>
[Route("suche")]
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Search)]
public sealed class SearchController(HubDbContext db, NetworkDirectory network) : HubController
{
    [HttpGet("")]
    public async Task<IActionResult> Index(SearchForm form, CancellationToken cancellation)
    {
        var query = SearchQuery.Parse(form.Text);
        var results = query.IsEmpty && !form.IsNarrowed ? SearchResults.None : await FindAsync(query, form, cancellation);
        return View(new SearchPage(
            form, query, results,
            await network.TopicsAsync(cancellation),
            await network.MunicipalitiesAsync(cancellation),
            await network.TopicNamesAsync(cancellation)));
    }

    private async Task<SearchResults> FindAsync(SearchQuery query, SearchForm form, CancellationToken cancellation)
    {
        var fitting = form.Narrow(db.Documents.AsNoTracking().VisibleTo(Viewer), Viewer);
        var counts = await fitting.Matching(db, query).CountByKindAsync(cancellation);
        var hits = await form.OfKind(fitting).HitsAsync(db, query, form.Number, cancellation);
        return new SearchResults(hits, counts);
    }
}
