using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Sends what is queued, one mail after the other; any number of workers on any node may run at once.</summary>
/// <remarks>A mail goes twice only if the process dies between the server's 250 and the update that follows it: at most one per worker, with the same Message-ID.</remarks>
public sealed class DigestSending(DeliveryLeases leases, DigestComposer composer, IMailer mailer, TimeProvider clock, ILogger<DigestSending> log)
{
    /// <summary>No mail is begun whose lease ends sooner than that.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(45);

    /// <summary>Sends until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="onProgress">Called after each delivery.</param>
    /// <param name="cancellation">Ends after the mail at hand; the rest stays queued.</param>
    public async Task<SendingReport> RunAsync(Action<SendingReport> onProgress, CancellationToken cancellation)
    {
        var report = new SendingReport();
        while (!report.ServerIsUnreachable && await leases.TakeAsync(cancellation) is { Count: > 0 } batch)
            await SendAsync(batch, report, onProgress, cancellation);
        if (report.Total > 0)
            log.LogInformation("Monatsbrief: {Accepted} angenommen, {Failed} fehlgeschlagen, {Deferred} aufgeschoben, {Skipped} ohne Mail",
                report[DeliveryState.Accepted], report[DeliveryState.Failed], report[DeliveryState.Due], report[DeliveryState.Empty] + report[DeliveryState.Withdrawn]);
        return report;
    }

    private async Task SendAsync(IReadOnlyList<Delivery> batch, SendingReport report, Action<SendingReport> onProgress, CancellationToken cancellation)
    {
        var readers = await composer.ReadersAsync([.. batch.Select(delivery => delivery.MemberId)], cancellation);
        var waiting = new Queue<Delivery>(batch);
        try
        {
            while (!report.ServerIsUnreachable && !cancellation.IsCancellationRequested
                && waiting.TryPeek(out var delivery) && clock.GetUtcNow() + Margin < delivery.NextAttemptAt)
            {
                waiting.Dequeue();
                report.Count(await SendAsync(delivery, readers.GetValueOrDefault(delivery.MemberId), report));
                onProgress(report);
            }
        }
        finally
        {
            foreach (var delivery in waiting)
                await leases.ReturnAsync(delivery);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    // Once begun, a mail is neither cancelled nor forgotten: its outcome must be written down.
    private async Task<DeliveryState> SendAsync(Delivery delivery, DigestRecipient? recipient, SendingReport report)
    {
        if (recipient is null)
            return await FinishAsync(delivery, DeliveryState.Withdrawn, "");
        if (delivery.Attempts > Delivery.MaxAttempts)
            return await FinishAsync(delivery, DeliveryState.Failed, $"Nach {Delivery.MaxAttempts} Versuchen aufgegeben. {delivery.Answer}".TrimEnd());
        try
        {
            var mail = await composer.ComposeAsync(delivery, recipient, CancellationToken.None);
            return mail is null
                ? await FinishAsync(delivery, DeliveryState.Empty, "")
                : await FinishAsync(delivery, DeliveryState.Accepted, await mailer.SendAsync(mail, CancellationToken.None));
        }
        catch (MailNotSentException e)
        {
            report.ServerIsUnreachable = e.Failure == MailFailure.Unreachable;
            report.LastAnswer = e.Message;
            return await RecordFailureAsync(delivery, e);
        }
    }

    private async Task<DeliveryState> RecordFailureAsync(Delivery delivery, MailNotSentException failure)
    {
        // The answer may quote the address; it stands on the delivery page.
        log.LogWarning("Zustellung {Delivery} nicht angenommen ({Failure})", delivery.Id, failure.Failure);
        if (failure.Failure == MailFailure.Refused || delivery.Attempts >= Delivery.MaxAttempts)
            return await FinishAsync(delivery, DeliveryState.Failed, failure.Message);
        await leases.DeferAsync(delivery, failure.Message);
        return DeliveryState.Due;
    }

    private async Task<DeliveryState> FinishAsync(Delivery delivery, DeliveryState state, string answer)
    {
        await leases.FinishAsync(delivery, state, answer);
        return state;
    }
}
