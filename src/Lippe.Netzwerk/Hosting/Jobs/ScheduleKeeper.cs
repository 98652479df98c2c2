using Lippe.Netzwerk.Features.Operations;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>
/// Plans the jobs once the site answers, and then watches them: Hangfire disables a job whose planning failed five
/// times, and says so nowhere.
/// </summary>
internal sealed class ScheduleKeeper(
    Schedule schedule, JobOverview overview, IHostApplicationLifetime application, ILogger<ScheduleKeeper> log)
    : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(15);

    private HashSet<(string Id, JobCondition Condition)> _told = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await application.StartedAsync(stoppingToken);
        var isPlanned = false;
        while (true)
        {
            var isDone = Try(isPlanned ? Mend : schedule.Apply, stoppingToken);
            isPlanned |= isDone;
            await Task.Delay(isDone ? Pause : PauseAfterFailure, stoppingToken);
        }
    }

    /// <summary>Plans again what is disabled or gone, and reports once what did not run.</summary>
    public void Mend()
    {
        var planned = overview.Planned();
        var troubled = planned.Where(job => job.Condition is JobCondition.Overdue or JobCondition.Failed).ToList();
        foreach (var job in troubled.Where(job => !_told.Contains((job.Id, job.Condition))))
            log.LogError("Die Aufgabe {Job}: {Condition}, zuletzt begonnen {LastAt}", job.Id, job.InWords, job.LastAt);
        _told = [.. troubled.Select(job => (job.Id, job.Condition))];
        var sound = planned.Where(job => job.Condition != JobCondition.Disabled).Select(job => job.Id).ToHashSet();
        foreach (var entry in schedule.Entries.Where(entry => !sound.Contains(entry.Id)))
        {
            log.LogWarning("Die Aufgabe {Job} war nicht mehr geplant und wird neu geplant", entry.Id);
            schedule.Plan(entry);
        }
    }

    // The database may be away, or a killed node may have left its lock for a minute: nothing of this may end the site.
    private bool Try(Action work, CancellationToken stopping)
    {
        try
        {
            work();
            return true;
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            log.LogError(e, "Die Aufgaben ließen sich nicht planen; es wird wieder versucht");
            return false;
        }
    }
}
