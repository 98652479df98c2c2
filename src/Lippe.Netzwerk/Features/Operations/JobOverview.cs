using System.Globalization;
using Hangfire;
using Hangfire.States;
using Hangfire.Storage;
using Hangfire.Storage.Monitoring;

namespace Lippe.Netzwerk.Features.Operations;

/// <summary>What Hangfire knows of the jobs, for people, health checks and metrics.</summary>
public sealed class JobOverview(JobStorage storage, TimeProvider clock)
{
    /// <summary>The jobs of the schedule; none before a node has planned them.</summary>
    public IReadOnlyList<PlannedJob> Planned()
    {
        using var connection = storage.GetConnection();
        var now = clock.GetUtcNow();
        var jobs = connection.GetRecurringJobs().Where(job => !job.Removed);
        return [.. jobs.Select(job => PlannedJob.Of(job, now)).OrderBy(job => job.Name)];
    }

    /// <summary>How long a run worked; null while it runs, when it failed, and when it is forgotten.</summary>
    public TimeSpan? DurationOf(string runId) =>
        storage.GetMonitoringApi().JobDetails(runId)?.History
            .FirstOrDefault(state => state.StateName == SucceededState.StateName) is { } end
            ? TimeSpan.FromMilliseconds(long.Parse(end.Data["PerformanceDuration"], CultureInfo.InvariantCulture))
            : null;

    /// <summary>The newest failed runs, without messages: they may quote what is nobody's business.</summary>
    public IReadOnlyList<JobFailure> Failures(int count) =>
        [.. storage.GetMonitoringApi().FailedJobs(0, count)
            .Where(job => job.Value is not null).Select(job => FailureOf(job.Value))];

    /// <summary>The nodes that run jobs.</summary>
    public IReadOnlyList<JobNode> Nodes() =>
        [.. storage.GetMonitoringApi().Servers().Select(NodeOf).OrderBy(node => node.Name)];

    private static JobFailure FailureOf(FailedJobDto job) => new(
        job.Job?.PlainName() ?? job.InvocationData?.Type ?? "", job.FailedAt, job.ExceptionType?.Split('.')[^1] ?? "");

    // Hangfire's name is "machine:process:random".
    private static JobNode NodeOf(ServerDto server) => new(
        server.Name[..server.Name.LastIndexOf(':')].Replace(':', '/'), server.StartedAt, server.Heartbeat);
}

/// <summary>A run that failed.</summary>
public sealed record JobFailure(string Job, DateTimeOffset? At, string Error)
{
    /// <summary>How long it can be looked at.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);
}

/// <summary>A process that runs jobs.</summary>
public sealed record JobNode(string Name, DateTimeOffset StartedAt, DateTimeOffset? HeartbeatAt)
{
    // Its heart beats four times as often.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Whether it was heard lately; one that was killed stays listed until another one removes it.</summary>
    public bool IsAlive(DateTimeOffset now) => HeartbeatAt > now - Patience;
}
