namespace Lippe.Netzwerk.Infrastructure.Mail;

/// <summary>Hands mails over: to an SMTP server or to the pickup folder.</summary>
public interface IMailer
{
    /// <summary>Returns when the mail is handed over, with the server's answer.</summary>
    /// <exception cref="MailNotSentException">It was not; the message is the server's answer.</exception>
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

    /// <summary>Further header lines such as List-Unsubscribe.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>The mail was not taken over.</summary>
public sealed class MailNotSentException(string answer, Exception? inner = null) : Exception(answer, inner);
