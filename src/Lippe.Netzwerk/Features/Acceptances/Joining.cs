using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>Turns an invitation into a member, once.</summary>
public sealed class Joining(IDocumentSession session, UserManager<Member> members, Actor actor, TimeProvider clock)
{
    /// <summary>
    /// Saves the member and the used invitation in one transaction. Refused when somebody else used the invitation or
    /// the address in this moment, or when the address belongs to a member already; nothing is saved then.
    /// </summary>
    public async Task<(Member Member, IdentityResult Result)> JoinAsync(
        Invitation invitation, AcceptanceForm form, Guid municipalityId)
    {
        var now = clock.GetUtcNow();
        var member = NewMember(invitation, form, municipalityId, now);
        invitation.Accept(member.Id, now);
        session.Change(invitation);
        session.Does(invitation, "accepted");
        session.Does(member, "joined");
        actor.MemberId = member.Id;
        // Identity saves through this scope's session, and so the invitation with the member.
        var result = await members.CreateAsync(member, form.Password!);
        if (!result.Succeeded)
            session.EjectAllPendingChanges();
        return (member, result);
    }

    private static Member NewMember(Invitation invitation, AcceptanceForm form, Guid municipalityId, DateTimeOffset now)
    {
        var email = invitation.Email ?? EmailAddress.Clean(form.Email);
        return new Member
        {
            Email = email,
            Name = PlainText.CleanLine(form.Name),
            Role = invitation.Role,
            MunicipalityId = municipalityId,
            JoinedAt = now,
        };
    }
}
