using Lippe.Netzwerk.Domain;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Web;

/// <summary>Finds the member of an address and a password; every refusal looks and lasts the same.</summary>
public sealed class PasswordCheck(UserManager<Member> members, SignInTries tries, ILogger<PasswordCheck> log)
{
    /// <summary>What a member reads who did not know their own password.</summary>
    public const string OwnRefusal =
        "Das Passwort stimmt nicht. Nach mehreren Fehlversuchen geht es erst nach 15 Minuten weiter.";

    private static string? _decoy;

    // The hash of a password nobody has; comparing with it costs as much as comparing with a member's.
    private string Decoy => _decoy ??= members.PasswordHasher.HashPassword(null!, Guid.NewGuid().ToString());

    /// <summary>The member, or null: unknown address, wrong password, too many tries, or left.</summary>
    public async Task<Member?> FindAsync(
        string email, string password, string source, CancellationToken cancellation)
    {
        var member = await members.FindByEmailAsync(email);
        if (!await tries.TakeAsync(email, source, cancellation))
            return Refuse(password, member, "zu viele Versuche");
        if (member is not { LeftAt: null })
            return Refuse(password, null, "unbekannte Adresse");
        if (!await members.CheckPasswordAsync(member, password))
        {
            Log(member, "falsches Passwort");
            return null;
        }

        await tries.ForgiveAsync(email, source, cancellation);
        log.LogInformation("Angemeldet: Mitglied {MemberId}", member.Id);
        return member;
    }

    /// <summary>Whether a member who is signed in knows their password; somebody at their device may not.</summary>
    public async Task<bool> IsRightAsync(
        Member member, string? password, string source, CancellationToken cancellation)
    {
        if (!await tries.TakeAsync(member.Email!, source, cancellation)
            || !await members.CheckPasswordAsync(member, password ?? ""))
        {
            Log(member, "falsches eigenes Passwort");
            return false;
        }

        await tries.ForgiveAsync(member.Email!, source, cancellation);
        return true;
    }

    private Member? Refuse(string password, Member? member, string reason)
    {
        members.PasswordHasher.VerifyHashedPassword(null!, Decoy, password);
        Log(member, reason);
        return null;
    }

    // Neither the address nor where the try came from: only the operator of the proxy before knows that.
    private void Log(Member? member, string reason) =>
        log.LogInformation("Nicht angemeldet ({Reason}): Mitglied {MemberId}", reason, member?.Id);
}
