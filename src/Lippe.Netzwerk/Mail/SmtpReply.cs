namespace Lippe.Netzwerk.Mail;

/// <summary>What a mail server answered: the code and its own words.</summary>
internal sealed record SmtpReply(int Code, IReadOnlyList<string> Lines)
{
    /// <summary>Whether the server agrees, or asks to go on.</summary>
    public bool IsPositive => Code is >= 200 and < 400;

    /// <summary>For example "250 2.0.0 queued as 4711".</summary>
    public override string ToString() => $"{Code} {string.Join(' ', Lines)}".TrimEnd();
}

/// <summary>The server said no.</summary>
internal sealed class SmtpRefusalException(SmtpReply reply) : Exception(reply.ToString())
{
    public SmtpReply Reply { get; } = reply;
}
