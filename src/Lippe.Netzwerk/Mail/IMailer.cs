namespace Lippe.Netzwerk.Mail;

/// <summary>Hands mails over: to an SMTP server, or to the hub's own outbox.</summary>
public interface IMailer
{
    /// <summary>Returns when the mail is handed over, with the server's answer.</summary>
    /// <param name="mail">One mail to one person.</param>
    /// <param name="cancellation">Ends what comes before; a mail at hand is not cancelled.</param>
    /// <exception cref="MailNotSentException">It was not, or nobody knows.</exception>
    Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation);
}

/// <summary>One mail to one person.</summary>
public sealed record OutgoingMail
{
    public required string To { get; init; }

    public required string ToName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>The same content as markup; null sends text only.</summary>
    public string? Html { get; init; }

    /// <summary>Where an answer goes; null for the sender.</summary>
    public string? ReplyTo { get; init; }

    /// <summary>
    /// Further header lines such as List-Unsubscribe; a Message-ID among them makes a mail recognisable when it is
    /// sent again.
    /// </summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>What to expect of another attempt.</summary>
public enum MailFailure
{
    /// <summary>This mail may pass later (4xx).</summary>
    Deferred,

    /// <summary>This mail will never pass as it is (5xx).</summary>
    Refused,

    /// <summary>The connection ended, or the server fell silent, before the content went out: it is not sent.</summary>
    Interrupted,

    /// <summary>The same after the content began; whether the server took the mail over is unknown.</summary>
    InDoubt,

    /// <summary>No mail passes at the moment: the server does not answer, or refuses to talk to the hub.</summary>
    Unreachable,
}

/// <summary>No server said that it took the mail over; the message is the server's answer.</summary>
public sealed class MailNotSentException(string answer, MailFailure failure, Exception? inner = null)
    : Exception(answer, inner)
{
    public MailFailure Failure { get; } = failure;

    /// <summary>What a log may say: no words of the server's, which may quote an address.</summary>
    public string ForLog { get; init; } = $"Der Mailversand meldet {failure}.";
}
