using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>
/// Sends the mails of invitations that were made many at once; what cannot pass yet waits for the next run.
/// </summary>
/// <remarks>
/// Each gets its link right before its mail. A process that dies between the two leaves an invitation of which nobody
/// has the link: a coordinator sends it again.
/// </remarks>
public sealed class InvitationMailJob(
    IQuerySession session, InvitationBook book, InvitationMail mail, ILogger<InvitationMailJob> log)
{
    [JobDisplayName("Einladungen senden")]
    public async Task ExecuteAsync(CancellationToken cancellation)
    {
        var waiting = await session.Query<Invitation>().Pending()
            .Where(i => i.Mailing == InvitationMailing.Waiting).ToListAsync(cancellation);
        var inviterIds = waiting.Select(i => i.InvitedById).OfType<Guid>().Distinct();
        var inviters = (await session.LoadManyAsync<Member>(cancellation, inviterIds))
            .Where(member => member.LeftAt is null).ToDictionary(member => member.Id, member => member.Name);
        foreach (var invitation in waiting)
        {
            var inviter = inviters.GetValueOrDefault(invitation.InvitedById ?? Guid.Empty);
            if (!await TrySendAsync(invitation.Id, inviter, cancellation))
                return;
        }
    }

    // False when no mail passes at the moment.
    private async Task<bool> TrySendAsync(Guid id, string? inviter, CancellationToken cancellation)
    {
        // Another run may be at it, too: the second one finds that it waits no more.
        if (await book.TakeWaitingAsync(id, cancellation) is not { } invited)
            return true;
        try
        {
            await mail.SendAsync(invited, inviter, cancellation);
            return true;
        }
        catch (MailNotSentException e)
        {
            // The answer may name the address.
            log.LogWarning("{Reason} Die E-Mail der Einladung {Id} ging nicht hinaus", e.ForLog, id);
            if (e.Failure != MailFailure.InDoubt)
                await book.MissAsync(id, mayPass: e.Failure != MailFailure.Refused, CancellationToken.None);
            return e.Failure != MailFailure.Unreachable;
        }
    }
}
