using System.Buffers.Text;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Web;
using Marten;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.Passwords;

/// <summary>
/// Sets a new password by the link of a mail, which works once because the security stamp changes with it.
/// </summary>
public sealed class PasswordChange(
    IDocumentSession session, UserManager<Member> members, KeyedHash hash, Actor actor)
{
    /// <summary>Whose link it is; null when it is wrong, too old or used.</summary>
    public async Task<Member?> FindAsync(PasswordForm form)
    {
        if (await members.FindByIdAsync(form.MemberId.ToString()) is not { LeftAt: null } member)
            return null;
        var isGenuine = await members.VerifyUserTokenAsync(
            member,
            members.Options.Tokens.PasswordResetTokenProvider,
            UserManager<Member>.ResetPasswordTokenPurpose,
            Token(form));
        return isGenuine ? member : null;
    }

    /// <summary>Saves password, end of lockout and new stamp at once; all sessions of the member end with it.</summary>
    public async Task<IdentityResult> SaveAsync(Member member, PasswordForm form)
    {
        await session.ForgetGuessesAsync(hash, member.Email, CancellationToken.None);
        session.EndSessions(member.Id);
        session.Does(member, "password-changed");
        actor.MemberId = member.Id;
        return await members.ResetPasswordAsync(member, Token(form), form.Password!);
    }

    // Anything may arrive in an address; what is no token becomes one that fits nobody.
    private static string Token(PasswordForm form) =>
        Base64Url.IsValid(form.Code) ? Encoding.UTF8.GetString(Base64Url.DecodeFromChars(form.Code)) : "";
}
