using Lippe.Netzwerk.Features.Digests;
using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Prepares reminders of reviews that cannot wait for a digest; harmless when run twice.</summary>
[DisallowConcurrentExecution]
internal sealed class ReminderJob(Reminders reminders, JobRecorder recorder) : IJob
{
    public static readonly JobKey Key = new("reminders");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await recorder.RunAsync(Key.Name, reminders.PrepareAsync, cancellationToken);
}
