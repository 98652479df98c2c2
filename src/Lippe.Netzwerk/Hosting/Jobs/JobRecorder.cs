using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting.Telemetry;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Writes down the runs of jobs, so that coordinators and operators can see them.</summary>
internal sealed class JobRecorder(IDocumentSession session, TimeProvider clock)
{
    /// <summary>Runs a job's work; what it throws goes on to the scheduler.</summary>
    public async Task RunAsync(string job, Func<CancellationToken, Task> work, CancellationToken cancellation)
    {
        var run = new JobRun { Job = job, Node = $"{Environment.MachineName}/{Environment.ProcessId}", StartedAt = clock.GetUtcNow() };
        session.Insert(run);
        await session.SaveChangesAsync(cancellation);
        using var trace = HubTelemetry.Trace($"job {job}");
        try
        {
            await work(cancellation);
            await EndAsync(run, null);
        }
        catch (Exception e)
        {
            // The type says enough; a message may quote what is nobody's business.
            await EndAsync(run, e.GetBaseException().GetType().Name);
            throw;
        }
    }

    private async Task EndAsync(JobRun run, string? error)
    {
        var now = clock.GetUtcNow();
        HubTelemetry.JobEnded(run.Job, now - run.StartedAt, error);
        await session.JobRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.EndedAt, now).SetProperty(r => r.Error, error), CancellationToken.None);
        await session.JobRuns.Where(r => r.StartedAt < now - JobRun.Lifetime).ExecuteDeleteAsync(CancellationToken.None);
    }
}
