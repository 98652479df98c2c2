using Hangfire;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Plans the deliveries of digests that are due; harmless when run twice or on two nodes.</summary>
public sealed class DigestPlanJob(DigestPreparation preparation, RhythmPreparation rhythms)
{
    [JobDisplayName("Fällige Briefe vorbereiten")]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        await preparation.PrepareDueAsync(cancellation);
        await rhythms.PrepareDueAsync(cancellation);
    }
}
