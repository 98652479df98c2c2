using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Writes invitations, for the page and the command alike.</summary>
public sealed class InvitationBook(IDocumentSession session, TimeProvider clock)
{
    /// <summary>Whether the address belongs to a member already.</summary>
    public Task<bool> IsMemberAsync(string email, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(email);
        return session.Query<Member>().AnyAsync(m => m.NormalizedEmail == key, cancellation);
    }

    /// <summary>Saves a new invitation in place of an open one to the same address, whose link ends.</summary>
    public async Task<SealedInvitation> InviteAsync(Invitee invitee, Guid? invitedById, CancellationToken cancellation)
    {
        var email = EmailAddress.Clean(invitee.Email);
        var invitation = new Invitation
        {
            Email = email,
            Name = PlainText.CleanLine(invitee.Name),
            Role = invitee.Role,
            MunicipalityId = invitee.MunicipalityId,
            InvitedById = invitedById,
        };
        var secret = invitation.Seal(clock.GetUtcNow());
        // Of two who invite the same person at this moment, the second one replaces what the first one wrote.
        await session.TakeTurnAsync($"hub.invite {EmailAddress.Key(email)}", cancellation);
        await session.DeleteAllAsync(
            session.Query<Invitation>().Where(i => i.Email == email && i.AcceptedAt == null), cancellation);
        session.Insert(invitation);
        session.Does(invitation, "invited");
        await session.SaveChangesAsync(cancellation);
        return new SealedInvitation(invitation, secret);
    }

    /// <summary>
    /// Gives an invitation a new link, because the old one is known only to its mail; null when it was used or
    /// withdrawn.
    /// </summary>
    /// <exception cref="JasperFx.ConcurrencyException">It was used, withdrawn or renewed in this moment.</exception>
    public async Task<SealedInvitation?> RenewAsync(Guid id, CancellationToken cancellation)
    {
        var invitation = await session.Query<Invitation>()
            .SingleOrDefaultAsync(i => i.Id == id && i.Email != null && i.AcceptedAt == null, cancellation);
        if (invitation is null)
            return null;

        var secret = invitation.Seal(clock.GetUtcNow());
        session.Change(invitation);
        session.Does(invitation, "invited");
        await session.SaveChangesAsync(cancellation);
        return new SealedInvitation(invitation, secret);
    }
}

/// <summary>Whom to invite, as what, and where to.</summary>
public sealed record Invitee(string Email, string Name, Role Role, Guid MunicipalityId);

/// <summary>An invitation together with the secret of its link, which is known only now.</summary>
public sealed record SealedInvitation(Invitation Invitation, string Secret);
