using Hangfire;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Reads the mails that came back; harmless when run twice.</summary>
public sealed class BounceJob(Bounces bounces)
{
    [JobDisplayName("Zurückgekommene E-Mails lesen")]
    public Task ExecuteAsync(CancellationToken cancellation) => bounces.ReadAsync(cancellation);
}
