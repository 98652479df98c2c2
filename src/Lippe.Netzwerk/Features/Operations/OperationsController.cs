using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What the hub does besides answering: jobs, mails that wait, nodes, the index of the search.</summary>
[Route("technik")]
[CoordinatorsOnly]
public sealed class OperationsController(
    JobOverview overview, HubIndex index, IQuerySession session, TimeProvider clock) : HubController
{
    private const int FailuresShown = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var waiting = await WaitingMails.ReadAsync(session, clock.GetUtcNow(), cancellation);
        var jobs = overview.Planned()
            .Select(job => new JobRow(job, job.LastRunId is { } run ? overview.DurationOf(run) : null));
        return View(new OperationsPage(
            [.. jobs], overview.Failures(FailuresShown), waiting, overview.Nodes(), index.Status));
    }
}
