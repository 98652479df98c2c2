using Hangfire;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Forgets changes older than those that anybody still reads.</summary>
public sealed class ChangeExpiryJob(ChangeReader feed)
{
    [JobDisplayName("Alte Änderungsvermerke löschen")]
    [AutomaticRetry(Attempts = 3, DelaysInSeconds = [60, 300, 1800])]
    public Task ExecuteAsync(CancellationToken cancellation) => feed.PruneAsync(cancellation);
}
