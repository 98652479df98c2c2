using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Takes deliveries batch by batch and hands them over one after the other.</summary>
public sealed class SendingWorker(
    DeliveryQueue queue, DigestComposer digests, NoticeComposer notices, SendingPace pace, IMailer mailer,
    TimeProvider clock, ILogger<SendingWorker> log)
{
    private const int LargestBatch = 50;

    /// <summary>Works until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="editions">What the workers of a run read together.</param>
    /// <param name="report">What they did together.</param>
    /// <param name="cancellation">Ends after the mail at hand; the rest stays queued.</param>
    public async Task RunAsync(DigestEditions editions, SendingReport report, CancellationToken cancellation)
    {
        // Small batches first, so that a short queue is shared out among all workers.
        for (var size = 1; !report.ServerIsUnreachable; size = Math.Min(2 * size, LargestBatch))
        {
            var batch = await queue.ClaimAsync(size, cancellation);
            if (batch.Count == 0)
                return;
            await SendAsync(batch, editions, report, cancellation);
        }
    }

    private async Task SendAsync(
        IReadOnlyList<Delivery> batch, DigestEditions editions, SendingReport report, CancellationToken cancellation)
    {
        var waiting = new Queue<Delivery>(batch);
        try
        {
            var digestsOfBatch = batch.Where(delivery => delivery.Occasion == DeliveryOccasion.Digest).ToList();
            var mails = (await notices.ReadAsync(batch, cancellation))
                .Concat(await digests.ReadAsync(digestsOfBatch, editions, cancellation)).ToDictionary();
            while (!report.ServerIsUnreachable && !cancellation.IsCancellationRequested
                && waiting.TryPeek(out var delivery) && delivery.LeasedUntil > clock.GetUtcNow())
            {
                if (await SendAsync(delivery, mails.GetValueOrDefault(delivery.Id), report, cancellation))
                    report.Count(delivery.State);
                waiting.Dequeue();
            }
        }
        finally
        {
            await queue.GiveBackAsync(waiting);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    // False when the delivery became another worker's.
    private async Task<bool> SendAsync(
        Delivery delivery, DueMail? due, SendingReport report, CancellationToken cancellation)
    {
        if (due is null)
            delivery.Withdraw("", clock.GetUtcNow());
        else if (delivery.IsExhausted)
            delivery.GiveUp(clock.GetUtcNow());
        else
            return await SendAsync(delivery, due.Address, due.ComposeAsync, report, cancellation);
        return await queue.SaveAsync(delivery);
    }

    private async Task<bool> SendAsync(
        Delivery delivery, string address, Func<CancellationToken, Task<ComposedMail>> compose, SendingReport report,
        CancellationToken cancellation)
    {
        try
        {
            var (told, mail, withdrawal) = await ComposeAsync(delivery, compose);
            if (withdrawal is not null)
                delivery.Withdraw(withdrawal, clock.GetUtcNow());
            else if (mail is null)
                delivery.EndEmpty(clock.GetUtcNow());
            else if (await pace.BusyUntilAsync(address, cancellation) is { } until)
                delivery.Postpone(until);
            else
            {
                await pace.WaitAsync(cancellation);
                return await queue.HandOverAsync(delivery) && await HandOverAsync(delivery, mail, told);
            }

            return await queue.SaveAsync(delivery);
        }
        catch (MailNotSentException e)
        {
            report.Note(e);
            return await RecordAsync(delivery, e);
        }
    }

    private async Task<ComposedMail> ComposeAsync(
        Delivery delivery, Func<CancellationToken, Task<ComposedMail>> compose)
    {
        try
        {
            return await compose(CancellationToken.None);
        }
        catch (Exception e) when (e is not MailNotSentException && !e.IsOfDatabase())
        {
            // One mail that cannot be written must not keep the others waiting.
            log.LogError(e, "Die Mail der Zustellung {Delivery} ließ sich nicht schreiben", delivery.Id);
            throw new MailNotSentException(
                "Die Mail ließ sich nicht schreiben; der Grund steht im Protokoll der Anwendung.", MailFailure.Deferred, e);
        }
    }

    // Once begun, a mail is neither cancelled nor forgotten: its outcome must be written down.
    private async Task<bool> HandOverAsync(Delivery delivery, OutgoingMail mail, string[] told)
    {
        var answer = await mailer.SendAsync(mail, CancellationToken.None);
        delivery.Accept(answer, clock.GetUtcNow());
        return await queue.RecordAsync(delivery, told);
    }

    private async Task<bool> RecordAsync(Delivery delivery, MailNotSentException failure)
    {
        // The answer may quote the address; it stands on the delivery page.
        log.LogWarning("Zustellung {Delivery} nicht angenommen ({Failure})", delivery.Id, failure.Failure);
        var now = clock.GetUtcNow();
        // A mail that could not be written counts as an attempt, too.
        if (delivery.State == DeliveryState.Claimed)
            delivery.HandOver(now);
        if (failure.Failure == MailFailure.Unreachable)
            delivery.TakeBack(failure.Message);
        else if (failure.Failure == MailFailure.Refused)
            delivery.Refuse(failure.Message, now);
        else if (failure.Failure is MailFailure.Interrupted or MailFailure.InDoubt)
            delivery.Defer(failure.Message, Delivery.WaitAfterBreak(delivery.Attempts), now);
        else
            delivery.Defer(failure.Message, Delivery.WaitAfter(delivery.Attempts), now);
        return await queue.RecordAsync(delivery, []);
    }
}
