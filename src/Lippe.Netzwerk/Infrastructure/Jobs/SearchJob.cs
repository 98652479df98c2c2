using Lippe.Netzwerk.Data.Searching;
using Quartz;

namespace Lippe.Netzwerk.Infrastructure.Jobs;

/// <summary>Gathers the search's vocabulary anew when the hub has grown; harmless when run twice or on two nodes.</summary>
[DisallowConcurrentExecution]
internal sealed class SearchJob(SearchRefresh refresh, JobRecorder recorder) : IJob
{
    public static readonly JobKey Key = new("search");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await recorder.RunAsync(Key.Name, refresh.RunIfDueAsync, cancellationToken);
}
