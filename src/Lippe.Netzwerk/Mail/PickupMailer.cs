using JasperFx;
using Lippe.Netzwerk.Domain;
using Marten;

namespace Lippe.Netzwerk.Mail;

/// <summary>Keeps mails in the database for coordinators to see, where every web node finds them.</summary>
internal sealed class PickupMailer(IDocumentStore store, MailSender sender, TimeProvider clock) : IMailer
{
    private const string Kept = "im Postausgang abgelegt";

    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        var lines = mail.Headers.Select(header => $"{header.Key}: {header.Value}");
        await using var session = store.LightweightSession();
        session.Insert(new OutboxMail
        {
            MessageId = mail.Headers.GetValueOrDefault("Message-ID") ?? await sender.NewMessageIdAsync(cancellation),
            Recipient = mail.To,
            RecipientName = mail.ToName,
            Subject = PlainText.CleanLine(mail.Subject),
            Text = mail.Text,
            Html = mail.Html,
            Headers = string.Join('\n', mail.ReplyTo is null ? lines : lines.Prepend($"Reply-To: {mail.ReplyTo}")),
            StoredAt = clock.GetUtcNow(),
        });
        try
        {
            await session.SaveChangesAsync(cancellation);
            return Kept;
        }
        catch (DocumentAlreadyExistsException)
        {
            // A mail known by its Message-ID is here already: whoever sends it again after a crash sends it once.
            return Kept;
        }
    }
}
