using System.Buffers.Text;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Microsoft.AspNetCore.Identity;

namespace Lippe.Netzwerk.Features.PasswordResets;

/// <summary>The mail with the link to a new password.</summary>
public sealed class PasswordResetMail(
    UserManager<Member> members,
    RecipientLimit limit,
    IMailer mailer,
    HubAddress address,
    NetworkDirectory network)
{
    private const string Kind = "password-reset";

    /// <summary>
    /// Sends it when the address belongs to a member who has not just been sent one, and does nothing otherwise.
    /// </summary>
    /// <exception cref="MailNotSentException">The server did not take it.</exception>
    public async Task SendAsync(string email, CancellationToken cancellation)
    {
        if (await members.FindByEmailAsync(email) is not { LeftAt: null } member)
            return;
        if (!await limit.TryTakeAsync(Kind, email, cancellation))
            return;

        var name = await network.TextAsync("name", cancellation);
        var proof = await members.GeneratePasswordResetTokenAsync(member);
        var token = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(proof));
        var mail = new OutgoingMail
        {
            To = member.Email!,
            ToName = member.Name,
            Subject = $"Neues Passwort für das {name}",
            Text = Text(member, name, $"{address}/passwort/neu?mitglied={member.Id}&code={token}"),
        };
        await mailer.SendAsync(mail, cancellation);
    }

    private string Text(Member member, string networkName, string link) =>
        $"""
        Guten Tag {member.Name},

        mit diesem Link legen Sie ein neues Passwort fest:
        {link}

        Der Link gilt 24 Stunden und nur einmal. Mit dem neuen Passwort enden alle Anmeldungen auf Ihren Geräten.

        Sie haben das nicht angefordert? Dann löschen Sie diese E-Mail. Ihr Passwort bleibt, wie es ist.

        -- 
        {networkName}, {address}
        Impressum: {address}/impressum

        """.ReplaceLineEndings("\n");
}
