using Hangfire.States;
using Hangfire.Storage;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>A job of the schedule and how it fares.</summary>
/// <param name="Id">Its name in the schedule.</param>
/// <param name="Name">What pages call it.</param>
/// <param name="NextAt">Null when Hangfire gave up planning it.</param>
/// <param name="LastAt">When its last run was begun; null before the first.</param>
/// <param name="LastRunId">Hangfire's number of that run.</param>
public sealed record PlannedJob(
    string Id, string Name, JobCondition Condition, DateTimeOffset? NextAt, DateTimeOffset? LastAt, string? LastRunId)
{
    /// <summary>How long after its time a job may begin: workers may be busy, or a node may have died.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Whether nobody has to look after it.</summary>
    public bool IsSound => Condition is not (JobCondition.Failed or JobCondition.Overdue or JobCondition.Disabled);

    /// <summary>Its condition in words.</summary>
    public string InWords => Condition switch
    {
        JobCondition.New => "noch nicht gelaufen",
        JobCondition.Running => "läuft gerade",
        JobCondition.Done => "in Ordnung",
        JobCondition.Retrying => "wird wiederholt",
        JobCondition.Failed => "fehlgeschlagen",
        JobCondition.Overdue => "überfällig",
        _ => "ausgesetzt",
    };

    internal static PlannedJob Of(RecurringJobDto job, DateTimeOffset now) => new(
        job.Id,
        job.Job?.PlainName() ?? job.Id,
        ConditionOf(job, now.UtcDateTime),
        job.NextExecution,
        job.LastExecution,
        job.LastJobId);

    private static JobCondition ConditionOf(RecurringJobDto job, DateTime now)
    {
        if (job.NextExecution is null)
            return JobCondition.Disabled;
        var waitsSince = job.LastJobState == EnqueuedState.StateName ? job.LastExecution : job.NextExecution;
        if (waitsSince + Patience < now)
            return JobCondition.Overdue;
        if (job.LastJobState == FailedState.StateName)
            return JobCondition.Failed;
        if (job.LastJobState == ScheduledState.StateName)
            return JobCondition.Retrying;
        if (job.LastJobState == ProcessingState.StateName)
            return JobCondition.Running;
        return job.LastExecution is null ? JobCondition.New : JobCondition.Done;
    }
}

/// <summary>How a job fares.</summary>
public enum JobCondition
{
    /// <summary>It has not run yet.</summary>
    New,
    Running,
    Done,

    /// <summary>Its last run failed and is tried again soon.</summary>
    Retrying,
    Failed,

    /// <summary>Its time has passed and no node began it.</summary>
    Overdue,

    /// <summary>Hangfire could not plan it five times and plans it no more.</summary>
    Disabled,
}
