using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Search;

/// <summary>What people search for, and what they do not find.</summary>
[Route("suche/fragen")]
[CoordinatorsOnly]
public sealed class QuestionsController(SearchLog log) : HubController
{
    private const int Days = 30;
    private const int Most = 25;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation) =>
        View("Search/Questions", new QuestionsPage(
        await log.ReadAsync(Days, Most, withoutHits: true, cancellation),
        await log.ReadAsync(Days, Most, withoutHits: false, cancellation)));
}

/// <summary>The questions of the last 30 days.</summary>
public sealed record QuestionsPage(IReadOnlyList<AskedQuestion> WithoutHits, IReadOnlyList<AskedQuestion> All);
