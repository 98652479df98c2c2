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
        if (TryTrigger(job))
            Tell($"„{name}“ läuft gleich.");
        else
            Warn($"„{name}“ wird gerade geplant. Versuchen Sie es in einer Minute noch einmal.");
        return Redirect("/technik");
    }

    // A node that was killed keeps its lock for a minute.
    private bool TryTrigger(string job)
    {
        try
        {
            jobs.Trigger(job);
            return true;
        }
        catch (DistributedLockTimeoutException)
        {
            return false;
        }
    }

    private string? NameOf(string job)
    {
        using var connection = storage.GetConnection();
        return connection.GetRecurringJobs([job]).Single().Job?.PlainName();
    }
}
