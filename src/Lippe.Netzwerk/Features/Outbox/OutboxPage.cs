namespace Lippe.Netzwerk.Features.Outbox;

/// <summary>A page of kept mails, newest first.</summary>
/// <param name="MailHost">The mail server, when one is set meanwhile; then nothing new arrives here.</param>
public sealed record OutboxPage(IReadOnlyList<OutboxRow> Rows, int Total, int Number, string MailHost)
{
    public const int Size = 50;
}

/// <summary>One kept mail in the list.</summary>
public sealed record OutboxRow(
    Guid Id, string Subject, string Recipient, string RecipientName, DateTimeOffset StoredAt);
