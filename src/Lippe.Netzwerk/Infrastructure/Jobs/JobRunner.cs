using Quartz;

namespace Lippe.Netzwerk.Infrastructure.Jobs;

/// <summary>Runs a job soon instead of at its next time.</summary>
public sealed class JobRunner(IServiceProvider services)
{
    /// <summary>Asks for a run on some node; where this node has no jobs, the next scheduled run does the work.</summary>
    public async Task RunSoonAsync(JobKey job, CancellationToken cancellation)
    {
        if (services.GetService<ISchedulerFactory>() is { } schedulers)
            await (await schedulers.GetScheduler(cancellation)).TriggerJob(job, cancellationToken: cancellation);
    }
}
