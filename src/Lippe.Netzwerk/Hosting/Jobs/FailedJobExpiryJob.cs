using Hangfire;
using Hangfire.Storage;
using Lippe.Netzwerk.Features.Operations;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Forgets failed runs, which Hangfire keeps for ever.</summary>
public sealed class FailedJobExpiryJob(JobStorage storage, IBackgroundJobClient jobs, TimeProvider clock)
{
    private const int PageSize = 500;

    [JobDisplayName("Alte Fehler löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation)
    {
        foreach (var id in ReadExpired(storage.GetMonitoringApi()))
        {
            cancellation.ThrowIfCancellationRequested();
            jobs.Delete(id);
        }

        return Task.CompletedTask;
    }

    // All are read before the first is deleted, because each deletion moves the pages.
    private List<string> ReadExpired(IMonitoringApi hangfire)
    {
        var newest = (clock.GetUtcNow() - JobFailure.Lifetime).UtcDateTime;
        var expired = new List<string>();
        for (var from = 0; hangfire.FailedJobs(from, PageSize) is { Count: > 0 } page; from += PageSize)
            expired.AddRange(page.Where(job => job.Value?.FailedAt < newest).Select(job => job.Key));
        return expired;
    }
}
