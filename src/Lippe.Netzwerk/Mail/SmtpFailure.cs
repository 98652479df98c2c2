using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;

namespace Lippe.Netzwerk.Mail;

/// <summary>What went wrong with the mail server, in its words or, where it said nothing, in ours.</summary>
internal static class SmtpFailure
{
    /// <summary>What an error means for the mail; null for a defect of ours.</summary>
    /// <param name="e">A refusal is certain, whenever it comes.</param>
    /// <param name="host">The server.</param>
    /// <param name="silence">What a silent server means; unreachable before the first mail.</param>
    public static MailNotSentException? Of(Exception e, string host, MailFailure silence) => e switch
    {
        SmtpCommandException said => new MailNotSentException(
            $"{(int)said.StatusCode} {said.Message.ReplaceLineEndings(" ").Trim()}",
            silence == MailFailure.Unreachable ? silence : KindOf(said), e)
        {
            ForLog = $"Der Mailserver {host} antwortet {(int)said.StatusCode}.",
        },
        AuthenticationException or ServiceNotAuthenticatedException => new MailNotSentException(
            $"Der Mailserver {host} nimmt die Anmeldung nicht an: {e.Message}", MailFailure.Unreachable, e)
        {
            ForLog = $"Der Mailserver {host} nimmt die Anmeldung nicht an.",
        },
        SslHandshakeException => Silent(
            $"Die verschlüsselte Verbindung zu {host} kam nicht zustande: {e.Message}", MailFailure.Unreachable, e),
        NotSupportedException when silence == MailFailure.Unreachable => Silent(
            $"Der Mailserver {host} bietet nicht an, was eingestellt ist: {e.Message}", silence, e),
        OperationCanceledException or TimeoutException => Silent(
            $"Der Mailserver {host} hat nicht rechtzeitig geantwortet.", silence, e),
        SocketException when silence == MailFailure.Unreachable => Silent(
            $"Der Mailserver {host} ist nicht erreichbar: {e.Message}", silence, e),
        IOException or SocketException or SmtpProtocolException => Silent(
            $"Der Mailserver {host} hat die Verbindung beendet: {e.Message}", silence, e),
        _ => null,
    };

    // The server said nothing, so nothing is quoted.
    private static MailNotSentException Silent(string reason, MailFailure failure, Exception e) =>
        new(reason, failure, e) { ForLog = reason };

    // What is said about one recipient concerns this mail; what is said about the sender or the hub, every mail.
    private static MailFailure KindOf(SmtpCommandException e) => (int)e.StatusCode switch
    {
        421 or 454 or 534 or 535 or 538 => MailFailure.Unreachable,
        // Too big, which servers say to MAIL FROM.
        552 => MailFailure.Refused,
        _ when e.ErrorCode == SmtpErrorCode.SenderNotAccepted => MailFailure.Unreachable,
        >= 500 => MailFailure.Refused,
        _ => MailFailure.Deferred,
    };
}
