using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.Profiles;

/// <summary>Writes down which address a member wants, and gives it to them when it is confirmed.</summary>
public sealed class AddressChanges(IDocumentSession session, UserManager<Member> members, TimeProvider clock)
{
    /// <summary>The change that waits for the click in its mail; null when none does.</summary>
    public async Task<AddressChange?> OpenAsync(Guid memberId, CancellationToken cancellation) =>
        (await AllOpenAsync(memberId, cancellation)).SingleOrDefault();

    /// <summary>A member's change with that link, be it used or too old; null for any other link.</summary>
    public Task<AddressChange?> FindAsync(Guid memberId, string secret, CancellationToken cancellation)
    {
        var hash = LinkSecret.Hash(secret);
        return session.Query<AddressChange>()
            .SingleOrDefaultAsync(change => change.MemberId == memberId && change.SecretHash == hash, cancellation);
    }

    /// <summary>Saves a wish in place of one that is open, whose link ends.</summary>
    /// <returns>The link's secret.</returns>
    public async Task<string> BeginAsync(Guid memberId, string email, CancellationToken cancellation)
    {
        await session.TakeTurnAsync($"hub.address {memberId}", cancellation);
        await QueueWithdrawalAsync(memberId, cancellation);
        var change = new AddressChange { MemberId = memberId, Email = EmailAddress.Clean(email) };
        var secret = change.Seal(clock.GetUtcNow());
        session.Change(change);
        await session.SaveChangesAsync(cancellation);
        return secret;
    }

    /// <summary>Ends the link of an open change.</summary>
    public async Task WithdrawAsync(Guid memberId, CancellationToken cancellation)
    {
        await session.TakeTurnAsync($"hub.address {memberId}", cancellation);
        await QueueWithdrawalAsync(memberId, cancellation);
        await session.SaveChangesAsync(cancellation);
    }

    /// <summary>
    /// Saves the new address with a new security stamp: links to a new password that went to the old address are dead,
    /// and all sessions end but <paramref name="spared"/>. Refused when somebody else has the address.
    /// </summary>
    public async Task<IdentityResult> ConfirmAsync(AddressChange change, Member member, SignInSession? spared)
    {
        change.Confirm(member, clock.GetUtcNow());
        session.Change(change);
        session.Does(member, "address-changed");
        session.EndSessions(member.Id, spared);
        var result = await members.UpdateSecurityStampAsync(member);
        if (!result.Succeeded)
            session.EjectAllPendingChanges();
        return result;
    }

    private async Task QueueWithdrawalAsync(Guid memberId, CancellationToken cancellation)
    {
        foreach (var change in await AllOpenAsync(memberId, cancellation))
        {
            change.Withdraw(clock.GetUtcNow());
            session.Change(change);
        }
    }

    private Task<IReadOnlyList<AddressChange>> AllOpenAsync(Guid memberId, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        return session.Query<AddressChange>()
            .Where(change => change.MemberId == memberId && change.ConfirmedAt == null && change.ExpiresAt > now)
            .ToListAsync(cancellation);
    }
}
