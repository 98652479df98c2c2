using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;
using Marten;

namespace Lippe.Netzwerk.Features.Jobs;

/// <summary>What runs in the background: when next, how it went, and a run out of turn.</summary>
[Route("aufgaben")]
[CoordinatorsOnly]
public sealed class JobsController(IDocumentSession session, JobSchedule schedule) : HubController
{
    private const int RunsShown = 20;

    [HttpGet("")]
    public async Task<IActionResult> Index(CancellationToken cancellation)
    {
        var jobs = new List<JobRow>();
        foreach (var (key, name) in JobSchedule.Names)
            jobs.Add(new JobRow(key, name, await schedule.NextRunAsync(key, cancellation)));
        var runs = await session.JobRuns.OrderByDescending(run => run.StartedAt).Take(RunsShown).ToListAsync(cancellation);
        return View(new JobsPage(jobs, runs));
    }

    [HttpPost("{job}/laeufe")]
    public async Task<IActionResult> Create(string job, CancellationToken cancellation)
    {
        if (!JobSchedule.Names.TryGetValue(job, out var name))
            return NotFound();
        if (await schedule.RunSoonAsync(job, cancellation))
            Tell($"„{name}“ läuft gleich.");
        else
            Warn("Dieser Knoten führt keine Aufgaben aus. Rufen Sie die Seite auf einem anderen Knoten auf.");
        return Redirect("/aufgaben");
    }
}

/// <summary>The jobs, and their last runs.</summary>
public sealed record JobsPage(IReadOnlyList<JobRow> Jobs, IReadOnlyList<JobRun> Runs);

/// <summary>A job.</summary>
/// <param name="NextRun">Null on a node that runs no jobs.</param>
public sealed record JobRow(string Key, string Name, DateTimeOffset? NextRun);
