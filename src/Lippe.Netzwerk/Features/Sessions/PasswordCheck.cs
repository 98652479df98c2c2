using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.Sessions;

/// <summary>Finds the member of an address and a password; every refusal looks and lasts the same.</summary>
public sealed class PasswordCheck(UserManager<Member> members, SignInManager<Member> signIn)
{
    // The hash of a password nobody has; comparing with it costs as much as comparing with a member's.
    private static readonly string Decoy = new PasswordHasher<Member>().HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The member, or null: unknown address, wrong password, locked for now, or left.</summary>
    public async Task<Member?> FindAsync(string email, string password)
    {
        var member = await members.FindByEmailAsync(email);
        if (member is null || member.LeftAt is not null || await members.IsLockedOutAsync(member))
        {
            members.PasswordHasher.VerifyHashedPassword(null!, Decoy, password);
            return null;
        }

        var result = await signIn.CheckPasswordSignInAsync(member, password, lockoutOnFailure: true);
        return result.Succeeded ? member : null;
    }
}
