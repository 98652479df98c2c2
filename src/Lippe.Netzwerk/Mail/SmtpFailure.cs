using System.Net.Sockets;
using System.Security.Authentication;

namespace Lippe.Netzwerk.Mail;

/// <summary>What went wrong with the mail server, in its words or, where it said nothing, in ours.</summary>
internal static class SmtpFailure
{
    /// <summary>Before any mail was begun, nothing concerns this mail alone; null for a defect of ours.</summary>
    public static MailNotSentException? BeforeMail(Exception e, string host) => e switch
    {
        SmtpRefusalException => new MailNotSentException(e.Message, MailFailure.Unreachable, e),
        AuthenticationException => new MailNotSentException($"Die verschlüsselte Verbindung zu {host} kam nicht zustande: {e.Message}", MailFailure.Unreachable, e),
        SocketException => new MailNotSentException($"Der Mailserver {host} ist nicht erreichbar: {e.Message}", MailFailure.Unreachable, e),
        IOException => new MailNotSentException($"Der Mailserver {host} ist nicht bereit: {e.Message}", MailFailure.Unreachable, e),
        _ => null,
    };

    /// <summary>The server's answer to a mail.</summary>
    public static MailNotSentException Of(SmtpRefusalException e) => new(e.Message, KindOf(e.Reply.Code), e);

    /// <summary>The connection ended while a mail was on its way.</summary>
    public static MailNotSentException Of(IOException e, string host) =>
        new($"Der Mailserver {host} hat die Verbindung beendet: {e.Message}", MailFailure.Interrupted, e);

    /// <summary>The server took too long.</summary>
    public static MailNotSentException TooSlow(string host, TimeSpan patience, bool isBegun) => new(
        $"Der Mailserver {host} hat {patience.TotalSeconds:0} Sekunden lang nicht geantwortet.", isBegun ? MailFailure.Interrupted : MailFailure.Unreachable);

    // What is said about one recipient concerns this mail; 421 and sign-in trouble concern every mail.
    private static MailFailure KindOf(int code) => code switch
    {
        421 or 454 or 530 or 534 or 535 or 538 => MailFailure.Unreachable,
        >= 500 => MailFailure.Refused,
        _ => MailFailure.Deferred,
    };
}
