using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>Writes invitations, for the page and the command alike.</summary>
public sealed class InvitationBook(IDocumentSession session, TimeProvider clock)
{
    // Of two who invite the same person at this moment, the second one finds what the first one wrote.
    private const string TurnName = "hub.invite";

    /// <summary>Whether the address belongs to a member already.</summary>
    public Task<bool> IsMemberAsync(string email, CancellationToken cancellation)
    {
        var key = EmailAddress.Key(email);
        return session.Query<Member>().AnyAsync(m => m.NormalizedEmail == key, cancellation);
    }

    /// <summary>Whether there is an invitation to the address that nobody has accepted.</summary>
    public Task<bool> IsInvitedAsync(string email, CancellationToken cancellation) =>
        session.Query<Invitation>().Pending().AnyAsync(i => i.Email == email, cancellation);

    /// <summary>Of some addresses, those of members.</summary>
    public async Task<IReadOnlySet<string>> MembersAmongAsync(
        IReadOnlyList<string> emails, CancellationToken cancellation)
    {
        string?[] keys = [.. emails.Select(EmailAddress.Key)];
        var known = await session.Query<Member>().Where(m => m.NormalizedEmail.IsOneOf(keys))
            .Select(m => m.NormalizedEmail!).ToListAsync(cancellation);
        return emails.Where(email => known.Contains(EmailAddress.Key(email))).ToHashSet();
    }

    /// <summary>Of some addresses, those with an invitation that can still be accepted.</summary>
    public async Task<IReadOnlySet<string>> InvitedAmongAsync(
        IReadOnlyList<string> emails, CancellationToken cancellation)
    {
        string?[] cleaned = [.. emails];
        var now = clock.GetUtcNow();
        var invited = await session.Query<Invitation>().Pending()
            .Where(i => i.Email.IsOneOf(cleaned) && i.ExpiresAt > now)
            .Select(i => i.Email!).ToListAsync(cancellation);
        return invited.ToHashSet();
    }

    /// <summary>Saves a new invitation in place of an open one to the same address, whose link ends.</summary>
    public async Task<SealedInvitation> InviteAsync(Invitee invitee, Guid? invitedById, CancellationToken cancellation)
    {
        var invitation = invitee.ToInvitation(invitedById);
        var secret = invitation.Seal(clock.GetUtcNow());
        await QueueAsync([invitation], cancellation);
        await session.SaveChangesAsync(cancellation);
        return new SealedInvitation(invitation, secret);
    }

    /// <summary>Saves invitations of which a job sends the mails.</summary>
    public async Task InviteAllAsync(
        IEnumerable<Invitee> invitees, Guid? invitedById, CancellationToken cancellation)
    {
        var invitations = invitees.Select(invitee => invitee.ToInvitation(invitedById)).ToList();
        foreach (var invitation in invitations)
        {
            // Nobody has this link; the one that goes out is made with its mail.
            invitation.Seal(clock.GetUtcNow());
            invitation.AwaitMail(clock.GetUtcNow());
        }

        await QueueAsync(invitations, cancellation);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>Corrects an invitation; another address gets a link of its own, and the old one ends.</summary>
    /// <returns>What is to be sent; null where the link that is under way stays good.</returns>
    /// <exception cref="ConcurrencyException">
    /// It was used, withdrawn or changed in this moment, or somebody invited the new address.
    /// </exception>
    public async Task<SealedInvitation?> CorrectAsync(
        Invitation invitation, Invitee invitee, CancellationToken cancellation)
    {
        var email = EmailAddress.Clean(invitee.Email);
        var moves = email != invitation.Email;
        await session.TakeTurnAsync(TurnName, cancellation);
        if (moves && await IsInvitedAsync(email, cancellation))
            throw new ConcurrencyException(typeof(Invitation), email);
        (invitation.Email, invitation.Name) = (email, PlainText.CleanLine(invitee.Name));
        (invitation.Role, invitation.MunicipalityId) = (invitee.Role, invitee.MunicipalityId);
        var secret = moves ? invitation.Seal(clock.GetUtcNow()) : null;
        session.Change(invitation);
        await session.SaveChangesAsync(cancellation);
        return secret is null ? null : new SealedInvitation(invitation, secret);
    }

    /// <summary>
    /// Gives an invitation a new link, because the old one is known only to its mail; null when it was used, withdrawn
    /// or renewed, be it in this moment.
    /// </summary>
    public async Task<SealedInvitation?> RenewAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) is { } invitation ? await SealAsync(invitation, cancellation) : null;

    /// <summary>
    /// Gives an invitation whose mail waits for a job the link of that mail; null when it waits no more, be it since
    /// this moment.
    /// </summary>
    public async Task<SealedInvitation?> TakeWaitingAsync(Guid id, CancellationToken cancellation)
    {
        var invitation = await session.Query<Invitation>().Pending()
            .SingleOrDefaultAsync(i => i.Id == id && i.Mailing == InvitationMailing.Waiting, cancellation);
        return invitation is null ? null : await SealAsync(invitation, cancellation);
    }

    /// <summary>Takes an invitation back; null when it was used or taken back before.</summary>
    /// <exception cref="ConcurrencyException">It was used or changed in this moment.</exception>
    public async Task<Invitation?> WithdrawAsync(Guid id, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } invitation)
            return null;
        invitation.Withdraw(clock.GetUtcNow());
        session.Change(invitation);
        session.Does(invitation, "withdrawn");
        await session.SaveChangesAsync(cancellation);
        return invitation;
    }

    /// <summary>
    /// Brings an invitation back as it was; null when its address is a member's or invited anew, or it is not as it was
    /// left.
    /// </summary>
    /// <param name="id">Of the invitation.</param>
    /// <param name="version">As taking it back left it.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Invitation?> ReturnAsync(Guid id, long version, CancellationToken cancellation)
    {
        await session.TakeTurnAsync(TurnName, cancellation);
        var invitation = await session.LoadAsync<Invitation>(id, cancellation);
        if (invitation is not { WithdrawnAt: not null, Email: { } email }
            || invitation.Version != version
            || await IsMemberAsync(email, cancellation)
            || await IsInvitedAsync(email, cancellation))
            return null;
        invitation.Return();
        session.Change(invitation);
        session.Does(invitation, "returned");
        await session.SaveChangesAsync(cancellation);
        return invitation;
    }

    /// <summary>Writes down that a mail did not go out.</summary>
    /// <param name="id">Of the invitation.</param>
    /// <param name="mayPass">Whether another attempt may succeed.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task MissAsync(Guid id, bool mayPass, CancellationToken cancellation)
    {
        if (await FindAsync(id, cancellation) is not { } invitation)
            return;
        if (mayPass)
            invitation.AwaitMail(clock.GetUtcNow());
        else
            invitation.MissMail();
        session.Change(invitation);
        await session.SaveChangesAsync(cancellation);
    }

    private Task<Invitation?> FindAsync(Guid id, CancellationToken cancellation) =>
        session.Query<Invitation>().Pending().SingleOrDefaultAsync(i => i.Id == id, cancellation);

    private async Task<SealedInvitation?> SealAsync(Invitation invitation, CancellationToken cancellation)
    {
        var secret = invitation.Seal(clock.GetUtcNow());
        session.Change(invitation);
        session.Does(invitation, "invited");
        try
        {
            await session.SaveChangesAsync(cancellation);
            return new SealedInvitation(invitation, secret);
        }
        catch (ConcurrencyException)
        {
            session.EjectAllPendingChanges();
            return null;
        }
    }

    private async Task QueueAsync(IReadOnlyList<Invitation> invitations, CancellationToken cancellation)
    {
        string?[] emails = [.. invitations.Select(invitation => invitation.Email)];
        await session.TakeTurnAsync(TurnName, cancellation);
        await session.DeleteAllAsync(
            session.Query<Invitation>().Where(i => i.Email.IsOneOf(emails) && i.AcceptedAt == null), cancellation);
        foreach (var invitation in invitations)
        {
            session.Insert(invitation);
            session.Does(invitation, "invited");
        }
    }
}

/// <summary>Whom to invite, as what, and where to.</summary>
public sealed record Invitee(string Email, string Name, Role Role, Guid MunicipalityId)
{
    internal Invitation ToInvitation(Guid? invitedById) => new()
    {
        Email = EmailAddress.Clean(Email),
        Name = PlainText.CleanLine(Name),
        Role = Role,
        MunicipalityId = MunicipalityId,
        InvitedById = invitedById,
    };
}

/// <summary>An invitation together with the secret of its link, which is known only now.</summary>
public sealed record SealedInvitation(Invitation Invitation, string Secret);
