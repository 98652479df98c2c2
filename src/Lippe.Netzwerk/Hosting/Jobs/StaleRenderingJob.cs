using Hangfire;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Renews what an older build of the hub rendered.</summary>
public sealed class StaleRenderingJob(StaleRenderings renderings)
{
    [JobDisplayName("Texte nach einem Update neu darstellen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation) => renderings.RenewAsync(cancellation);
}
