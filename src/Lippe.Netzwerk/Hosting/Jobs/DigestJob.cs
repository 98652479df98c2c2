using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Store;
using Marten;
using Quartz;

namespace Lippe.Netzwerk.Hosting.Jobs;

/// <summary>Prepares the digests that are due, which every node then helps to send, and forgets old mails; harmless when run twice or on two nodes.</summary>
[DisallowConcurrentExecution]
internal sealed class DigestJob(DigestPreparation preparation, RhythmPreparation rhythms, IDocumentSession session, JobRecorder recorder, TimeProvider clock) : IJob
{
    public static readonly JobKey Key = new("digest");

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => await recorder.RunAsync(Key.Name, RunAsync, cancellationToken);

    private async Task RunAsync(CancellationToken cancellation)
    {
        await preparation.PrepareDueAsync(cancellation);
        await rhythms.PrepareDueAsync(cancellation);
        var oldest = clock.GetUtcNow() - OutboxMail.Lifetime;
        session.DeleteWhere<OutboxMail>(mail => mail.StoredAt < oldest);
        await session.SaveChangesAsync(cancellation);
    }
}
