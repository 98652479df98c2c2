using System.Net.Mail;
using System.Security.Authentication;

namespace Lippe.Netzwerk.Infrastructure.Mail;

/// <summary>Reads what a server answered out of the exceptions of System.Net.Mail.</summary>
internal static class SmtpAnswer
{
    private const string AnswerFollows = "The server response was: ";

    /// <summary>The failure with the server's words, as far as it said any.</summary>
    public static MailNotSentException ToFailure(SmtpException e, string host)
    {
        var code = (int)e.StatusCode;
        if (code < 400)
            return new MailNotSentException(WithoutAnswer(e, host), MailFailure.Unreachable, e);
        return new MailNotSentException($"{code} {Words(e)}".TrimEnd(), FailureOf(e), e);
    }

    // What is said about one recipient concerns this mail; 421 and sign-in trouble concern every mail.
    private static MailFailure FailureOf(SmtpException e) => (int)e.StatusCode switch
    {
        421 or 454 or 530 or 534 or 535 or 538 => MailFailure.Unreachable,
        >= 500 => MailFailure.Refused,
        _ => MailFailure.Deferred,
    };

    private static string Words(SmtpException e)
    {
        var start = e.Message.IndexOf(AnswerFollows, StringComparison.Ordinal);
        return start < 0 ? e.Message : e.Message[(start + AnswerFollows.Length)..];
    }

    private static string WithoutAnswer(SmtpException e, string host) => e.GetBaseException() switch
    {
        AuthenticationException inner => $"Die verschlüsselte Verbindung zu {host} kam nicht zustande: {inner.Message}",
        SmtpException inner => $"Der Mailserver {host} hat die Verbindung beendet: {inner.Message}",
        var inner => $"Der Mailserver {host} ist nicht erreichbar: {inner.Message}",
    };
}
