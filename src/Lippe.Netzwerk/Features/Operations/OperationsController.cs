using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>How the hub fares: its size, its backup, mails, jobs, nodes, the index of the search.</summary>
[Route("technik")]
[CoordinatorsOnly]
public sealed class OperationsController(JobOverview overview, HubIndex index, OperationsReading reading)
    : HubController
{
    private const int FailuresShown = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var jobs = overview.Planned()
            .Select(job => new JobRow(job, job.LastRunId is { } run ? overview.DurationOf(run) : null));
        return View(new OperationsPage(
            await reading.FactsAsync(cancellation),
            await reading.BackupAsync(cancellation),
            [.. jobs],
            overview.Failures(FailuresShown),
            await reading.WaitingAsync(cancellation),
            overview.Nodes(),
            index.Status));
    }
}
