using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The mail that carries an invitation's link.</summary>
public sealed class InvitationMail(IMailer mailer, HubAddress address, NetworkDirectory network)
{
    /// <summary>The address that accepts the invitation.</summary>
    public string LinkTo(string secret) => $"{address}/einladungen/{secret}";

    /// <summary>Hands the mail over.</summary>
    /// <param name="inviter">Who invites; null when a command does.</param>
    /// <exception cref="MailNotSentException">The server did not take it.</exception>
    public async Task SendAsync(SealedInvitation letter, string? inviter, CancellationToken cancellation)
    {
        var name = await network.TextAsync("name", cancellation);
        await mailer.SendAsync(
            new OutgoingMail
            {
                To = letter.Invitation.Email!,
                ToName = letter.Invitation.Name,
                Subject = $"Einladung ins {name}",
                Text = await TextAsync(letter, name, inviter, cancellation),
            },
            cancellation);
    }

    private async Task<string> TextAsync(
        SealedInvitation letter, string networkName, string? inviter, CancellationToken cancellation)
    {
        var claim = await network.TextAsync("claim", cancellation);
        var contact = await network.TextAsync("kontakt_mail", cancellation);
        return $"""
            Guten Tag {letter.Invitation.Name},

            {(inviter is null ? "Sie sind" : $"{inviter} hat Sie")} ins {networkName} eingeladen. {claim}

            Mit diesem Link legen Sie Ihr Passwort fest und sind dabei:
            {LinkTo(letter.Secret)}

            Der Link gilt bis {letter.Invitation.ExpiresAt.LongTime()}, und nur einmal.
            Danach hilft Ihnen die Koordination mit einem neuen: {contact}

            Sie haben keine Einladung erwartet? Dann löschen Sie diese E-Mail. Ohne den Link entsteht kein Zugang.

            -- 
            {networkName}, {address}
            Impressum: {address}/impressum

            """.ReplaceLineEndings("\n");
    }
}
