namespace Lippe.Netzwerk.Domain;

/// <summary>A mail kept in the hub instead of being sent, because no SMTP server is set.</summary>
public sealed class OutboxMail
{
    /// <summary>How long a mail stays.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The mail's own identification; unique, so that a mail handed over twice is kept once.</summary>
    public required string MessageId { get; init; }

    public required string Recipient { get; init; }

    public required string RecipientName { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    /// <summary>Null for a mail of text only.</summary>
    public string? Html { get; init; }

    /// <summary>Further header lines, one a line.</summary>
    public required string Headers { get; init; }

    public required DateTimeOffset StoredAt { get; init; }
}
