using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What the hub does besides answering: jobs, mails that wait, nodes.</summary>
[Route("technik")]
[CoordinatorsOnly]
public sealed class OperationsController(JobOverview overview, WaitingMails mails) : HubController
{
    private const int FailuresShown = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var waiting = new WaitingRow(
            await mails.CountAsync(cancellation),
            await mails.OldestAsync(cancellation),
            await mails.AreStuckAsync(cancellation));
        var jobs = overview.Planned()
            .Select(job => new JobRow(job, job.LastRunId is { } run ? overview.DurationOf(run) : null));
        return View(new OperationsPage([.. jobs], overview.Failures(FailuresShown), waiting, overview.Nodes()));
    }
}
