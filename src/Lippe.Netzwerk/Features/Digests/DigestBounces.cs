using System.Text.RegularExpressions;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// What follows when a mail comes back: the address gets no more of them, and those who know the person learn of it.
/// </summary>
public sealed partial class DigestBounces(
    IDocumentSession session, IBounceSource source, IMailer mailer, TimeProvider clock, ILogger<DigestBounces> log)
{
    /// <summary>Reads the mails that came back since the last look.</summary>
    /// <returns>How many addresses were suspended.</returns>
    /// <exception cref="MailNotSentException">
    /// The mail server does not answer; the reports not yet told of wait for the next look.
    /// </exception>
    public async Task<int> ReadAsync(CancellationToken cancellation)
    {
        var count = 0;
        await foreach (var report in source.ReadAsync(cancellation))
        {
            if (report.IsPermanent && await TakeAsync(report, cancellation))
                count++;
        }

        return count;
    }

    // Only the mail itself held its Message-ID, so a report that names it comes from whoever had the mail.
    private async Task<bool> TakeAsync(BounceReport report, CancellationToken cancellation)
    {
        if (!Guid.TryParseExact(DeliveryOf().Match(report.MessageId).Groups[1].Value, "N", out var id))
            return false;
        var now = clock.GetUtcNow();
        await using var transaction = await session.Database.BeginTransactionAsync(cancellation);
        var bounced = await session.Query<Delivery>()
            .Where(d => d.Id == id && d.State == DeliveryState.Accepted)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(d => d.State, DeliveryState.Bounced)
                    .SetProperty(d => d.Answer, report.Reason),
                cancellation);
        if (bounced == 0)
            return false;
        await session.Query<Member>().Where(m => m.Deliveries.Any(d => d.Id == id))
            .ExecuteUpdateAsync(set => set.SetProperty(m => m.MailSuspendedAt, now), cancellation);
        // First told, then written down: what could not be told is looked at again.
        await TellOfficersAsync(id, cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    private async Task TellOfficersAsync(Guid deliveryId, CancellationToken cancellation)
    {
        var member = await session.Query<Member>().Include(m => m.Municipality)
            .SingleAsync(m => m.Deliveries.Any(d => d.Id == deliveryId), cancellation);
        var officers = await session.Query<Member>().Reachable()
            .Where(m => m.Role == Role.Officer && m.MunicipalityId == member.MunicipalityId
                && m.Id != member.Id && m.MailSuspendedAt == null)
            .ToListAsync(cancellation);
        foreach (var officer in officers)
            await TellAsync(officer, member, cancellation);
    }

    private async Task TellAsync(Member officer, Member member, CancellationToken cancellation)
    {
        try
        {
            await mailer.SendAsync(
                new OutgoingMail
                {
                    To = officer.Email!,
                    ToName = officer.Name,
                    Subject = $"Mails an {member.Name} kommen zurück",
                    Text = $"Guten Tag {officer.Name},\n\n"
                        + $"eine Mail an {member.Name} ({member.Municipality!.Name}) kam zurück: "
                        + $"Die Adresse {member.Email} nimmt keine Mails mehr an. "
                        + "Bis eine Koordination es ändert, geht an diese Adresse nichts mehr.\n\n"
                        + $"Wissen Sie, wie {member.Name} jetzt zu erreichen ist? "
                        + "Sagen Sie es bitte der Koordination.\n",
                },
                cancellation);
        }
        catch (MailNotSentException e) when (e.Failure != MailFailure.Unreachable)
        {
            // One officer's mailbox holds nothing back; the delivery page tells the coordinators in any case.
            log.LogWarning("Eine Mail über eine zurückgekommene Mail ging nicht hinaus ({Failure})", e.Failure);
        }
    }

    [GeneratedRegex("^[a-z0-9-]+-([0-9a-f]{32})@")]
    private static partial Regex DeliveryOf();
}
