using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes mails of deliveries; reads readers batch by batch.</summary>
public sealed class DigestComposer(HubDbContext db, DigestPreparation preparation, DigestMail mail)
{
    /// <summary>Those of the members who still want their mail, by id.</summary>
    public Task<Dictionary<Guid, DigestRecipient>> ReadersAsync(IReadOnlyList<Guid> memberIds, CancellationToken cancellation) =>
        db.Members.AsNoTracking()
            .Reachable()
            .Where(m => m.WantsDigest && memberIds.Contains(m.Id))
            .SelectRecipients()
            .ToDictionaryAsync(recipient => recipient.Id, cancellation);

    /// <summary>The mail of a delivery; null when there is nothing to tell.</summary>
    public async Task<OutgoingMail?> ComposeAsync(DigestEdition edition, Delivery delivery, DigestRecipient recipient, CancellationToken cancellation)
    {
        var letter = DigestLetter.For(recipient.ToReader(), edition.Digest, edition.News, DigestLetter.MailLimit);
        return letter.IsWorthSending ? await mail.WriteAsync(letter, recipient, delivery.Id, cancellation) : null;
    }

    /// <summary>The mail a member would get now, for a look at it.</summary>
    public async Task<OutgoingMail> PreviewAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation) =>
        await mail.WriteAsync(await LetterAsync(digest, recipient, cancellation), recipient, Guid.CreateVersion7(), cancellation);

    /// <summary>Whether a member would get no mail now, because there is nothing to tell.</summary>
    public async Task<bool> IsEmptyAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation) =>
        !(await LetterAsync(digest, recipient, cancellation)).IsWorthSending;

    private async Task<DigestLetter> LetterAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation)
    {
        var news = await DigestNews.ReadAsync(db, await preparation.WindowAsync(digest, cancellation), cancellation);
        return DigestLetter.For(recipient.ToReader(), digest, news, DigestLetter.MailLimit);
    }
}
