using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// Sends what is due with the workers of this node; wherever and however often it runs, the deliveries say what that
/// is.
/// </summary>
/// <remarks>
/// A mail goes twice only if the process dies between the server's 250 and the save that follows it: at most one per
/// worker, with the same Message-ID.
/// </remarks>
public sealed class SendLoopJob(IServiceScopeFactory scopes, MailSettings settings, ILogger<SendLoopJob> log)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);

    /// <summary>Sends unless this node is at it already: then what is queued is as good as taken.</summary>
    [JobDisplayName("E-Mails senden")]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        if (!await _turn.WaitAsync(TimeSpan.Zero, cancellation))
            return;
        try
        {
            await RunAsync(_ => { }, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Sends until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="onProgress">Called after each delivery.</param>
    /// <param name="cancellation">Ends after the mails at hand; the rest stays queued.</param>
    public async Task<SendingReport> RunAsync(Action<SendingReport> onProgress, CancellationToken cancellation)
    {
        var report = new SendingReport(onProgress);
        var workers = Enumerable.Range(0, Math.Max(1, settings.Workers));
        await Task.WhenAll(workers.Select(_ => WorkAsync(report, cancellation)));
        if (report.Total > 0)
            log.LogInformation(
                "E-Mails: {Accepted} angenommen, {Failed} fehlgeschlagen, {Deferred} aufgeschoben, {Without} entfallen",
                report[DeliveryState.Accepted],
                report[DeliveryState.Failed],
                report[DeliveryState.Due] + report[DeliveryState.Deferred],
                report[DeliveryState.Empty] + report[DeliveryState.Withdrawn]);
        return report;
    }

    public void Dispose() => _turn.Dispose();

    private async Task WorkAsync(SendingReport report, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SendingWorker>().RunAsync(report, cancellation);
    }
}
