using System.Data.Common;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Takes deliveries batch by batch and hands them over one after the other.</summary>
public sealed class SendingWorker(DeliveryLeases leases, DigestComposer digests, NoticeComposer notices, SendingPace pace, IMailer mailer, ILogger<SendingWorker> log)
{
    /// <summary>Works until nothing is left to be sent now, or the mail server cannot be reached.</summary>
    /// <param name="editions">What the workers of a run read together.</param>
    /// <param name="report">What they did together.</param>
    /// <param name="cancellation">Ends after the mail at hand; the rest stays queued.</param>
    public async Task RunAsync(DigestEditions editions, SendingReport report, CancellationToken cancellation)
    {
        await using var lease = await leases.BeginAsync(cancellation);
        while (!report.ServerIsUnreachable && await lease.TakeAsync(cancellation) is { Count: > 0 } batch)
            await SendAsync(lease, batch, editions, report, cancellation);
    }

    private async Task SendAsync(DeliveryLease lease, IReadOnlyList<Delivery> batch, DigestEditions editions, SendingReport report, CancellationToken cancellation)
    {
        var waiting = new Queue<Delivery>(batch);
        try
        {
            var mails = (await notices.ReadAsync(batch, cancellation))
                .Concat(await digests.ReadAsync([.. batch.Where(delivery => delivery.Occasion == DeliveryOccasion.Digest)], editions, cancellation)).ToDictionary();
            while (!report.ServerIsUnreachable && !cancellation.IsCancellationRequested && waiting.TryPeek(out var delivery))
            {
                var state = mails.TryGetValue(delivery.Id, out var mail)
                    ? await SendAsync(lease, delivery, mail, report, cancellation)
                    : await SkipAsync(lease, delivery, DeliveryState.Withdrawn);
                if (state is not null)
                    report.Count(state.Value);
                waiting.Dequeue();
            }
        }
        finally
        {
            if (waiting.Count > 0)
                await lease.ReturnAsync(waiting);
        }

        cancellation.ThrowIfCancellationRequested();
    }

    // Null when the delivery became another worker's.
    private async Task<DeliveryState?> SendAsync(DeliveryLease lease, Delivery delivery, DueMail due, SendingReport report, CancellationToken cancellation)
    {
        if (delivery.Attempts >= Delivery.MaxAttempts)
            return await SkipAsync(lease, delivery, DeliveryState.Failed, $"Nach {Delivery.MaxAttempts} Versuchen aufgegeben. {delivery.Answer}".TrimEnd());
        DeliveryAttempt? attempt = null;
        try
        {
            var (told, mail, withdrawal) = await ComposeAsync(delivery, due);
            if (withdrawal is not null)
                return await SkipAsync(lease, delivery, DeliveryState.Withdrawn, withdrawal);
            if (mail is null)
                return await SkipAsync(lease, delivery, DeliveryState.Empty);
            if (await pace.BusyUntilAsync(due.Address, cancellation) is { } until)
                return await PostponeAsync(lease, delivery, until);
            await pace.WaitAsync(cancellation);
            attempt = await lease.HandOverAsync(delivery);
            return attempt is null ? null : await HandOverAsync(attempt, mail, told);
        }
        catch (MailNotSentException e)
        {
            report.Note(e);
            attempt ??= await lease.HandOverAsync(delivery);
            return attempt is null ? null : await RecordAsync(attempt, e);
        }
    }

    private async Task<ComposedMail> ComposeAsync(Delivery delivery, DueMail due)
    {
        try
        {
            return await due.ComposeAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is not (MailNotSentException or DbException) && e.GetBaseException() is not DbException)
        {
            // One mail that cannot be written must not keep the others waiting.
            log.LogError(e, "Die Mail der Zustellung {Delivery} ließ sich nicht schreiben", delivery.Id);
            throw new MailNotSentException("Die Mail ließ sich nicht schreiben; der Grund steht im Protokoll der Anwendung.", MailFailure.Deferred, e);
        }
    }

    // Once begun, a mail is neither cancelled nor forgotten: its outcome must be written down.
    private async Task<DeliveryState> HandOverAsync(DeliveryAttempt attempt, OutgoingMail mail, string[] told)
    {
        var answer = await mailer.SendAsync(mail, CancellationToken.None);
        await leases.AcceptAsync(attempt, answer, told);
        return DeliveryState.Accepted;
    }

    private async Task<DeliveryState> RecordAsync(DeliveryAttempt attempt, MailNotSentException failure)
    {
        // The answer may quote the address; it stands on the delivery page.
        log.LogWarning("Zustellung {Delivery} nicht angenommen ({Failure})", attempt.DeliveryId, failure.Failure);
        if (failure.Failure == MailFailure.Unreachable)
        {
            await leases.GiveUpTryAsync(attempt, failure.Message);
            return DeliveryState.Due;
        }

        if (failure.Failure == MailFailure.Refused || attempt.Number >= Delivery.MaxAttempts)
        {
            await leases.FailAsync(attempt, failure.Message);
            return DeliveryState.Failed;
        }

        var wait = failure.Failure is MailFailure.Interrupted or MailFailure.InDoubt
            ? Delivery.WaitAfterBreak(attempt.Number)
            : Delivery.WaitAfter(attempt.Number);
        await leases.DeferAsync(attempt, failure.Message, wait);
        return DeliveryState.Deferred;
    }

    private static async Task<DeliveryState> SkipAsync(DeliveryLease lease, Delivery delivery, DeliveryState state, string reason = "")
    {
        await lease.SkipAsync(delivery, state, reason);
        return state;
    }

    private static async Task<DeliveryState> PostponeAsync(DeliveryLease lease, Delivery delivery, DateTimeOffset until)
    {
        await lease.PostponeAsync(delivery, until);
        return DeliveryState.Due;
    }
}
