using Hangfire;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;
using Lippe.Netzwerk.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>Runs jobs as a node would, one at a time and when the test wants it.</summary>
public static class TestJobs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Plans the jobs, as a node does at its start.</summary>
    public static void PlanJobs(this TestHub hub) => hub.Services.GetRequiredService<Schedule>().Apply();

    /// <summary>Asks for a run of a planned job, and runs it to its end.</summary>
    public static void RunJob(this TestHub hub, string id)
    {
        hub.Services.GetRequiredService<IRecurringJobManager>().Trigger(id);
        hub.RunNextJob();
    }

    /// <summary>Takes the next job from the queue and runs it to its end.</summary>
    public static void RunNextJob(this TestHub hub)
    {
        var filters = hub.Services.GetRequiredService<IJobFilterProvider>();
        var performer = new BackgroundJobPerformer(filters, hub.Services.GetRequiredService<JobActivator>());
        var worker = new Worker([EnqueuedState.DefaultQueue], performer, new BackgroundJobStateChanger(filters));
        using var patience = new CancellationTokenSource(Patience);
        worker.Execute(new BackgroundProcessContext(
            "test", hub.Jobs(), new Dictionary<string, object>(), Guid.NewGuid(),
            patience.Token, patience.Token, patience.Token));
    }

    public static JobStorage Jobs(this TestHub hub) => hub.Services.GetRequiredService<JobStorage>();

    /// <summary>Leaves a planned job as Hangfire does after the fifth failure to plan it.</summary>
    public static void DisableJob(this TestHub hub, string id)
    {
        using var connection = hub.Jobs().GetConnection();
        using var transaction = connection.CreateWriteTransaction();
        var failure = new Dictionary<string, string> { ["NextExecution"] = "", ["Error"] = "TimeoutException" };
        transaction.SetRangeInHash($"recurring-job:{id}", failure);
        transaction.AddToSet("recurring-jobs", id, -1);
        transaction.Commit();
    }

    /// <summary>Takes the lock of a planned job, as a node does that is killed before it gives it back.</summary>
    public static IDisposable LockJob(this TestHub hub, string id) =>
        hub.Jobs().GetConnection().AcquireDistributedLock($"lock:recurring-job:{id}", TimeSpan.FromSeconds(1));
}

/// <summary>A job that fails, with a message that is nobody's business.</summary>
public sealed class FailingJob
{
    public const string Message = "anna@lage.example antwortet nicht";

    private readonly TimeoutException _failure = new(Message);

    [JobDisplayName("Immer scheitern")]
    public Task ExecuteAsync(CancellationToken cancellation) => Task.FromException(_failure);
}
