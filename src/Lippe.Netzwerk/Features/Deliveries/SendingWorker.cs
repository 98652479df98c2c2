using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>Takes deliveries batch by batch and hands them over one after the other.</summary>
public sealed class SendingWorker(
    DueDeliveries queue, IEnumerable<IComposer> composers, SendingPace pace, IMailer mailer, TimeProvider clock,
    ILogger<SendingWorker> log)
{
    private const int LargestBatch = 50;

    /// <summary>Works until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="report">What the workers of a run do together.</param>
    /// <param name="cancellation">Ends after the mail at hand; the rest stays queued.</param>
    public async Task RunAsync(SendingReport report, CancellationToken cancellation)
    {
        // Small batches first, so that a short queue is shared out among all workers.
        for (var size = 1; !report.ServerIsUnreachable; size = Math.Min(2 * size, LargestBatch))
        {
            var batch = await queue.ClaimAsync(size, cancellation);
            if (batch.Count == 0)
                return;
            await SendAsync(batch, report, cancellation);
        }
    }

    private async Task SendAsync(IReadOnlyList<Delivery> batch, SendingReport report, CancellationToken cancellation)
    {
        var waiting = new Queue<Delivery>(batch);
        try
        {
            var compose = await ReadAsync(batch, cancellation);
            // When the lease ends, others may have begun with the rest.
            while (!report.ServerIsUnreachable && !cancellation.IsCancellationRequested
                && waiting.TryPeek(out var delivery) && delivery.LeasedUntil > clock.GetUtcNow())
            {
                if (await SendAsync(delivery, compose[delivery.Occasion], report, cancellation))
                    report.Count(delivery.State);
                waiting.Dequeue();
            }
        }
        finally
        {
            await queue.GiveBackAsync(waiting.Where(delivery => delivery.State == DeliveryState.Claimed));
        }

        cancellation.ThrowIfCancellationRequested();
    }

    private async Task<Dictionary<DeliveryOccasion, Compose>> ReadAsync(
        IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var compose = new Dictionary<DeliveryOccasion, Compose>();
        foreach (var deliveries in batch.GroupBy(delivery => delivery.Occasion))
        {
            var composer = composers.Single(composer => composer.Occasion == deliveries.Key);
            compose.Add(deliveries.Key, await ReadAsync(composer, [.. deliveries], cancellation));
        }

        return compose;
    }

    // What keeps one occasion from being read is each of its mails' own failure: the others go.
    private static async Task<Compose> ReadAsync(
        IComposer composer, IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        try
        {
            return await composer.ReadAsync(deliveries, cancellation);
        }
        catch (Exception e) when (e is not (MailNotSentException or OperationCanceledException) && !e.IsOfDatabase())
        {
            return _ => Task.FromException<Composed>(e);
        }
    }

    // False when the delivery became another worker's.
    private async Task<bool> SendAsync(
        Delivery delivery, Compose compose, SendingReport report, CancellationToken cancellation)
    {
        if (delivery.IsExhausted)
        {
            delivery.GiveUp(clock.GetUtcNow());
            return await queue.RecordAsync(delivery);
        }

        try
        {
            return await ComposeAsync(delivery, compose) is { } mail && await MayGoAsync(delivery, mail, cancellation)
                ? await queue.HandOverAsync(delivery) && await HandOverAsync(delivery, mail)
                : await queue.RecordAsync(delivery);
        }
        catch (MailNotSentException e)
        {
            report.Note(e);
            return await FailAsync(delivery, e);
        }
    }

    // Null when no mail is to go; the delivery has ended then.
    private async Task<OutgoingMail?> ComposeAsync(Delivery delivery, Compose compose)
    {
        switch (await WriteAsync(delivery, compose))
        {
            case Composed.Mail mail:
                delivery.Tell(mail.Keys);
                return mail.Content;
            case Composed.Withdrawn withdrawn:
                delivery.Withdraw(withdrawn.Reason, clock.GetUtcNow());
                return null;
            default:
                delivery.EndEmpty(clock.GetUtcNow());
                return null;
        }
    }

    private async Task<Composed> WriteAsync(Delivery delivery, Compose compose)
    {
        try
        {
            return await compose(delivery);
        }
        catch (Exception e) when (e is not MailNotSentException && !e.IsOfDatabase())
        {
            // One mail that cannot be written must not keep the others waiting.
            log.LogError(e, "Die E-Mail der Zustellung {Delivery} ließ sich nicht schreiben", delivery.Id);
            throw new MailNotSentException(
                "Die E-Mail ließ sich nicht schreiben; der Grund steht im Protokoll der Anwendung.",
                MailFailure.Deferred,
                e);
        }
    }

    private async Task<bool> MayGoAsync(Delivery delivery, OutgoingMail mail, CancellationToken cancellation)
    {
        if (await pace.BusyUntilAsync(mail.To, cancellation) is { } until)
        {
            delivery.Postpone(until);
            return false;
        }

        await pace.WaitAsync(cancellation);
        return true;
    }

    // Once begun, a mail is neither cancelled nor forgotten: its outcome must be written down.
    private async Task<bool> HandOverAsync(Delivery delivery, OutgoingMail mail)
    {
        var answer = await mailer.SendAsync(mail, CancellationToken.None);
        delivery.Accept(answer, clock.GetUtcNow());
        return await queue.RecordAsync(delivery);
    }

    private Task<bool> FailAsync(Delivery delivery, MailNotSentException failure)
    {
        // The answer may quote the address; it stands on the delivery page.
        log.LogWarning("{Reason} Die Zustellung {Delivery} ging nicht hinaus", failure.ForLog, delivery.Id);
        var now = clock.GetUtcNow();
        // A mail that could not be written counts as an attempt, too.
        if (delivery.State == DeliveryState.Claimed)
            delivery.HandOver(now);
        switch (failure.Failure)
        {
            case MailFailure.Unreachable:
                delivery.TakeBack(failure.Message);
                break;
            case MailFailure.Refused:
                delivery.Refuse(failure.Message, now);
                break;
            case MailFailure.Interrupted or MailFailure.InDoubt:
                delivery.Defer(failure.Message, Delivery.WaitAfterBreak(delivery.Attempts), now);
                break;
            default:
                delivery.Defer(failure.Message, Delivery.WaitAfter(delivery.Attempts), now);
                break;
        }

        return queue.RecordAsync(delivery);
    }
}
