using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Finds the member of an address and a password; every refusal looks and lasts the same.</summary>
public sealed class PasswordCheck(IDocumentSession session, UserManager<Member> members, TimeProvider clock)
{
    private static string? _decoy;

    // The hash of a password nobody has; comparing with it costs as much as comparing with a member's.
    private string Decoy => _decoy ??= members.PasswordHasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The member, or null: unknown address, wrong password, locked for now, or left.</summary>
    public async Task<Member?> FindAsync(string email, string password, CancellationToken cancellation)
    {
        var member = await members.FindByEmailAsync(email);
        if (member is null || member.LeftAt is not null || await IsLockedAsync(member, cancellation))
        {
            members.PasswordHasher.VerifyHashedPassword(null!, Decoy, password);
            return null;
        }

        if (await members.CheckPasswordAsync(member, password))
        {
            await ForgetFailuresAsync(member, cancellation);
            return member;
        }

        await CountFailureAsync(member, cancellation);
        return null;
    }

    private async Task<bool> IsLockedAsync(Member member, CancellationToken cancellation)
    {
        var failed = await session.LoadAsync<FailedSignIns>(member.Id, cancellation);
        return failed?.IsLocked(clock.GetUtcNow()) == true;
    }

    private async Task ForgetFailuresAsync(Member member, CancellationToken cancellation)
    {
        if (await session.LoadAsync<FailedSignIns>(member.Id, cancellation) is not { } failed)
            return;
        session.Delete(failed);
        await session.SaveChangesAsync(cancellation);
    }

    private async Task CountFailureAsync(Member member, CancellationToken cancellation)
    {
        // Guesses made at the same moment take turns, so that each of them counts.
        await session.TakeTurnAsync($"hub.sign-in {member.Id}", cancellation);
        var failed = await session.LoadAsync<FailedSignIns>(member.Id, cancellation)
            ?? new FailedSignIns { Id = member.Id };
        failed.Add(clock.GetUtcNow());
        session.Store(failed);
        await session.SaveChangesAsync(cancellation);
    }
}
