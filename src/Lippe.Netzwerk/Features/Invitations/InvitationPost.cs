using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Sends an invitation from a page; what the mail server refuses is shown on the next one.</summary>
public sealed class InvitationPost(InvitationMail mail, InvitationBook book, ILogger<InvitationPost> log)
{
    internal const string Problem = "InvitationProblem";

    /// <summary>Whether the mail went out.</summary>
    public async Task<bool> TrySendAsync(
        SealedInvitation letter, Viewer inviter, ITempDataDictionary nextPage, CancellationToken cancellation)
    {
        try
        {
            await mail.SendAsync(letter, inviter.Name, cancellation);
            return true;
        }
        catch (MailNotSentException e)
        {
            // The answer may name the address, so it goes to the page and not into the log.
            log.LogWarning(
                "{Reason} Die E-Mail der Einladung {Id} ging nicht hinaus", e.ForLog, letter.Invitation.Id);
            nextPage[Problem] = $"Die E-Mail an {letter.Invitation.Name} ging nicht hinaus: {e.Message}";
            await book.MissAsync(letter.Invitation.Id, mayPass: false, cancellation);
            return false;
        }
    }
}
