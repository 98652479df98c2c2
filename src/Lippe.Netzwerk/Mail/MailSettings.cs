namespace Lippe.Netzwerk.Mail;

/// <summary>Where mails go: to an SMTP server, or to the outbox page when no host is set.</summary>
public sealed class MailSettings
{
    public string Host { get; set; } = "";

    public int Port { get; set; } = 587;

    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    public string User { get; set; } = "";

    public string Password { get; set; } = "";

    /// <summary>The sender's address; the network's contact address when empty.</summary>
    public string From { get; set; } = "";

    /// <summary>
    /// Where mails that came back are found: a folder such as <c>Maildir/new</c>, or a mailbox such as
    /// <c>imaps://user@host/INBOX</c>. Reports are read and removed, all other mails stay. None when empty.
    /// </summary>
    public string Bounces { get; set; } = "";

    /// <summary>Whether they are found in a mailbox and not in a folder.</summary>
    public bool BouncesAreInMailbox => Bounces.Contains("://", StringComparison.Ordinal);

    /// <summary>Of the mailbox with mails that came back.</summary>
    public string BouncesPassword { get; set; } = "";

    /// <summary>How long until a mail's content goes out, with connection and sign-in; whole seconds.</summary>
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>How long its answer may then take, in whole seconds; ten minutes in RFC 5321, 4.5.3.2.6.</summary>
    public int AnswerTimeoutSeconds { get; set; } = 600;

    public TimeSpan Timeout => TimeSpan.FromSeconds(TimeoutSeconds);

    /// <summary>From the first word to the server's last; then nobody waits for an answer any more.</summary>
    public TimeSpan LongestMail => TimeSpan.FromSeconds(TimeoutSeconds + AnswerTimeoutSeconds);

    /// <summary>How many digests one node sends side by side.</summary>
    public int Workers { get; set; } = 4;

    /// <summary>How many digests leave in a minute, over all nodes; 0 sets no limit.</summary>
    public int PerMinute { get; set; }

    /// <summary>How many of them go to one domain; 0 sets no limit.</summary>
    public int PerDomainPerMinute { get; set; }
}

/// <summary>How the connection to the mail server is protected; there is no "if possible".</summary>
public enum MailSecurity
{
    /// <summary>Encrypted before anything is said but the greeting; usual on port 587.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte; usual on port 465.</summary>
    Tls,

    /// <summary>Not at all, and neither is the password: for a server on the same machine.</summary>
    None,
}
