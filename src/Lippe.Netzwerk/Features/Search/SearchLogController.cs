using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What people search for, and what they do not find.</summary>
[Route("suche/fragen")]
[CoordinatorsOnly]
public sealed class SearchLogController(SearchLog log) : HubController
{
    private const int Days = 30;
    private const int Most = 25;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("Search/SearchLog", new SearchLogPage(
        await log.ReadAsync(Days, Most, withoutHits: true, cancellation),
        await log.ReadAsync(Days, Most, withoutHits: false, cancellation)));
}

/// <summary>What was searched for in the last 30 days.</summary>
public sealed record SearchLogPage(IReadOnlyList<LoggedSearch> WithoutHits, IReadOnlyList<LoggedSearch> All);
