using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>What the schedule knows of the jobs, and a run out of turn.</summary>
public sealed class JobSchedule(IServiceProvider services)
{
    /// <summary>The jobs with what pages call them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [DigestJob.Key.Name] = "Briefe vorbereiten, alte Mails vergessen",
        [ReminderJob.Key.Name] = "An Prüfungen erinnern",
        [BounceJob.Key.Name] = "Zurückgekommene Mails lesen",
    };

    /// <summary>When a job runs next; null on a node that runs no jobs.</summary>
    public async Task<DateTimeOffset?> NextRunAsync(string job, CancellationToken cancellation)
    {
        if (services.GetService<ISchedulerFactory>() is not { } schedulers)
            return null;
        var triggers = await (await schedulers.GetScheduler(cancellation)).GetTriggersOfJob(new JobKey(job), cancellation);
        return triggers.Select(trigger => trigger.NextFireTimeUtc).Min();
    }

    /// <summary>Asks for a run soon, on some node; false on a node that runs no jobs.</summary>
    public async Task<bool> RunSoonAsync(string job, CancellationToken cancellation)
    {
        if (services.GetService<ISchedulerFactory>() is not { } schedulers)
            return false;
        await (await schedulers.GetScheduler(cancellation)).TriggerJob(new JobKey(job), cancellationToken: cancellation);
        return true;
    }
}
