using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Sends what is queued with several workers; any number of runs on any node may go on at once.</summary>
/// <remarks>A mail goes twice only if the process dies between the server's 250 and the save that follows it: at most one per worker, with the same Message-ID.</remarks>
public sealed class DigestSending(IServiceScopeFactory scopes, MailSettings settings, TimeProvider clock, ILogger<DigestSending> log)
{
    /// <summary>Sends until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="onProgress">Called after each delivery.</param>
    /// <param name="cancellation">Ends after the mails at hand; the rest stays queued.</param>
    public async Task<SendingReport> RunAsync(Action<SendingReport> onProgress, CancellationToken cancellation)
    {
        var report = new SendingReport(onProgress);
        using var editions = new DigestEditions(scopes, clock);
        await Task.WhenAll(Enumerable.Range(0, Math.Max(1, settings.Workers)).Select(_ => WorkAsync(editions, report, cancellation)));
        if (report.Total > 0)
            log.LogInformation("Mails: {Accepted} angenommen, {Failed} fehlgeschlagen, {Deferred} aufgeschoben, {Skipped} ohne Mail",
                report[DeliveryState.Accepted], report[DeliveryState.Failed], report[DeliveryState.Due] + report[DeliveryState.Deferred], report[DeliveryState.Empty] + report[DeliveryState.Withdrawn]);
        return report;
    }

    private async Task WorkAsync(DigestEditions editions, SendingReport report, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendingWorker>().RunAsync(editions, report, cancellation);
    }
}
