using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Identity;
using Marten;
using Npgsql;

namespace Lippe.Netzwerk.Features.Acceptances;

/// <summary>Turns an invitation into a member, once.</summary>
public sealed class Joining(IDocumentSession session, UserManager<Member> members, TimeProvider clock)
{
    /// <summary>Saves the member, the used invitation and the event in one transaction.</summary>
    /// <exception cref="ConcurrencyException">Someone else used the invitation or the address in this moment; see <see cref="IsOvertaken"/>.</exception>
    public async Task<(Member Member, IdentityResult Result)> JoinAsync(Invitation invitation, AcceptanceForm form, Guid municipalityId)
    {
        var now = clock.GetUtcNow();
        var email = invitation.Email ?? EmailAddress.Clean(form.Email);
        var member = new Member
        {
            Id = Guid.CreateVersion7(),
            UserName = email,
            Email = email,
            // An invitation by mail proves the address; the first coordinator has the server's word for it.
            EmailConfirmed = true,
            Name = PlainText.CleanLine(form.Name),
            Role = invitation.Role,
            MunicipalityId = municipalityId,
            JoinedAt = now,
        };
        invitation.Accept(now);
        session.Insert(new AuditEvent { At = now, MemberId = member.Id, Deed = "member.joined", SubjectId = member.Id });
        // The store saves the whole context.
        return (member, await members.CreateAsync(member, form.Password!));
    }

    /// <summary>Whether saving failed because of a second click or a second invitation to the same address.</summary>
    public static bool IsOvertaken(ConcurrencyException e) =>
        e is ConcurrencyException || e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };
}
