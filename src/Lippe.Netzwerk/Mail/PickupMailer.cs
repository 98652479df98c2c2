using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Mail;

/// <summary>Keeps mails in the database for coordinators to see, where every web node finds them.</summary>
internal sealed class PickupMailer(IServiceScopeFactory scopes, MailSender sender, TimeProvider clock) : IMailer
{
    public async Task<string> SendAsync(OutgoingMail mail, CancellationToken cancellation)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var messageId = mail.Headers.GetValueOrDefault("Message-ID") ?? await sender.NewMessageIdAsync(cancellation);
        var lines = mail.Headers.Select(header => $"{header.Key}: {header.Value}");
        var headers = string.Join('\n', mail.ReplyTo is null ? lines : lines.Prepend($"Reply-To: {mail.ReplyTo}"));

        // A mail known by its Message-ID is here already: whoever sends it again after a crash sends it once.
        await db.Database.ExecuteSqlAsync(
            $"""
             insert into outbox_mails
                 (id, message_id, recipient, recipient_name, subject, text, html, headers, stored_at)
             values
                 ({Guid.CreateVersion7()}, {messageId}, {mail.To}, {mail.ToName},
                  {PlainText.CleanLine(mail.Subject)}, {mail.Text}, {mail.Html}, {headers}, {clock.GetUtcNow()})
             on conflict (message_id) do nothing
             """,
            cancellation);
        return "im Postausgang abgelegt";
    }
}
