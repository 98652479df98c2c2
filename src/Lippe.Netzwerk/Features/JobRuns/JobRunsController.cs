using Hangfire;
using Hangfire.Storage;
using Lippe.Netzwerk.Web;
using Microsoft.AspNetCore.Mvc;

namespace Lippe.Netzwerk.Features.JobRuns;

/// <summary>A run of a job out of turn, on whichever node is free.</summary>
[Route("technik/aufgaben/{job}/laeufe")]
[CoordinatorsOnly]
public sealed class JobRunsController(JobStorage storage, IRecurringJobManager jobs) : HubController
{
    [HttpPost("")]
    public IActionResult Create(string job)
    {
        if (NameOf(job) is not { } name)
            return NotFound();
        jobs.Trigger(job);
        Tell($"„{name}“ läuft gleich.");
        return Redirect("/technik");
    }

    private string? NameOf(string job)
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs([job]).Single().Job?.PlainName();
    }
}
