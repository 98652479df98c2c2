using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>
/// What follows when a mail comes back: the address gets no more of them, and those who know the person learn of it. Of
/// a subscriber nothing stays.
/// </summary>
public sealed class Bounces(
    IDocumentSession session, NetworkDirectory network, IBounceSource source, IMailer mailer, TimeProvider clock,
    ILogger<Bounces> log)
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
        if (DeliveryMessageId.DeliveryIn(report.MessageId) is not { } id
            || await session.LoadAsync<Delivery>(id, cancellation) is not { State: DeliveryState.Accepted } delivery)
            return false;
        if (await session.LoadAsync<Subscriber>(delivery.MemberId, cancellation) is { } subscriber)
        {
            delivery.Bounce("");
            session.Change(delivery);
            session.EndSubscription(subscriber);
            await session.SaveChangesAsync(cancellation);
            return true;
        }

        var member = await session.LoadAsync<Member>(delivery.MemberId, cancellation);
        // First told, then written down: what could not be told is looked at again.
        if (member is { LeftAt: null })
            await TellOfficersAsync(member, cancellation);
        delivery.Bounce(report.Reason);
        session.Change(delivery);
        await SuspendAsync(delivery.MemberId, cancellation);
        await session.SaveChangesAsync(cancellation);
        return true;
    }

    // The member may have changed something while officers were told.
    private async Task SuspendAsync(Guid memberId, CancellationToken cancellation)
    {
        var member = await session.LoadAsync<Member>(memberId, cancellation);
        if (member is not { LeftAt: null })
            return;
        member.SuspendMail(clock.GetUtcNow());
        session.Change(member);
    }

    private async Task TellOfficersAsync(Member member, CancellationToken cancellation)
    {
        var municipality = await network.MunicipalityAsync(member.MunicipalityId, cancellation);
        var officers = await session.Query<Member>().Reachable()
            .Where(m => m.Role == Role.Officer && m.MunicipalityId == member.MunicipalityId
                && m.Id != member.Id && m.MailSuspendedAt == null)
            .ToListAsync(cancellation);
        foreach (var officer in officers)
            await TellAsync(officer, member, municipality.Name, cancellation);
    }

    private async Task TellAsync(
        Member officer, Member member, string municipality, CancellationToken cancellation)
    {
        try
        {
            await mailer.SendAsync(
                new OutgoingMail
                {
                    To = officer.Email!,
                    ToName = officer.Name,
                    Subject = $"E-Mails an {member.Name} kommen zurück",
                    Text = $"Guten Tag {officer.Name},\n\n"
                        + $"eine E-Mail an {member.Name} ({municipality}) kam zurück: "
                        + $"Die Adresse {member.Email} nimmt keine E-Mails mehr an. "
                        + "Bis eine Koordination es ändert, geht an diese Adresse nichts mehr.\n\n"
                        + $"Wissen Sie, wie {member.Name} jetzt zu erreichen ist? "
                        + "Sagen Sie es bitte der Koordination.\n",
                },
                cancellation);
        }
        catch (MailNotSentException e) when (e.Failure != MailFailure.Unreachable)
        {
            // One officer's mailbox holds nothing back; the delivery page tells the coordinators in any case.
            log.LogWarning("{Reason} Eine E-Mail über eine zurückgekommene E-Mail ging nicht hinaus", e.ForLog);
        }
    }
}
