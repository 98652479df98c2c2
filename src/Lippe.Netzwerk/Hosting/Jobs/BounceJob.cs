using Lippe.Netzwerk.Features.Digests;
using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Reads the mails that came back; harmless when run twice.</summary>
[DisallowConcurrentExecution]
internal sealed class BounceJob(DigestBounces bounces, JobRecorder recorder) : IJob
{
    public static readonly JobKey Key = new("bounces");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await recorder.RunAsync(Key.Name, bounces.ReadAsync, cancellationToken);
}
