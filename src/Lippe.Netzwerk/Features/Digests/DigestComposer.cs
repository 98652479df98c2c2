using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Data.Searching;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Infrastructure.Mail;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes mails of deliveries; reads readers, and what they know, batch by batch.</summary>
public sealed class DigestComposer(HubDbContext db, DocumentSearch search, DigestPreparation preparation, DigestMail mail)
{
    private static readonly HashSet<string> Nothing = [];

    /// <summary>Those of the members who still want their mail, by id, with what they were told already.</summary>
    public async Task<IReadOnlyDictionary<Guid, (DigestRecipient Recipient, IReadOnlySet<string> Told)>> ReadersAsync(IReadOnlyList<Delivery> batch, CancellationToken cancellation)
    {
        var ids = batch.Select(delivery => delivery.MemberId).ToList();
        var since = batch.Min(delivery => delivery.NewsFrom);
        var recipients = await db.Members.AsNoTracking().Reachable().Where(m => m.WantsDigest && m.MailSuspendedAt == null && ids.Contains(m.Id)).SelectRecipients().ToListAsync(cancellation);
        // What happened in a window can have been told only after its beginning; requests may be older, but are as few as documents one is responsible for.
        var told = await db.ToldItems.AsNoTracking()
            .Where(item => ids.Contains(item.MemberId) && (item.Delivery!.FinishedAt >= since || item.Item.Contains(":pruefung:")))
            .Select(item => new { item.MemberId, item.Item })
            .ToListAsync(cancellation);
        var byMember = told.ToLookup(item => item.MemberId, item => item.Item);
        return recipients.ToDictionary(recipient => recipient.Id, recipient => (recipient, (IReadOnlySet<string>)byMember[recipient.Id].ToHashSet()));
    }

    /// <summary>The letter of a delivery with its mail; the mail is null when there is nothing to tell.</summary>
    public async Task<ComposedMail> ComposeAsync(
        DigestEdition edition, Delivery delivery, DigestRecipient recipient, IReadOnlySet<string> told, CancellationToken cancellation)
    {
        var reader = recipient.ToReader();
        var window = new DigestWindow(delivery.NewsFrom, delivery.NewsUntil);
        var letter = delivery.DigestId is { } issue
            ? DigestLetter.For(reader, edition.Digests[issue], window, edition.Material, told, DigestLetter.MailLimit)
            : DigestLetter.For(reader, window, edition.Material, told, DigestLetter.MailLimit);
        return new ComposedMail([.. letter.Keys], letter.IsWorthSending ? await mail.WriteAsync(letter, recipient, delivery.Id, cancellation) : null);
    }

    /// <summary>The mail a member would get now, for a look at it.</summary>
    public async Task<OutgoingMail> PreviewAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation) =>
        await mail.WriteAsync(await LetterAsync(digest, recipient, cancellation), recipient, Guid.CreateVersion7(), cancellation);

    /// <summary>Whether a member would get no mail now, because there is nothing to tell.</summary>
    public async Task<bool> IsEmptyAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation) =>
        !(await LetterAsync(digest, recipient, cancellation)).IsWorthSending;

    private async Task<DigestLetter> LetterAsync(Digest digest, DigestRecipient recipient, CancellationToken cancellation)
    {
        var window = await preparation.WindowAsync(digest, cancellation);
        return DigestLetter.For(recipient.ToReader(), digest, window, await DigestMaterial.ReadAsync(db, search, window, cancellation), Nothing, DigestLetter.MailLimit);
    }
}

/// <summary>A mail, and what its reader knows after it.</summary>
public sealed record ComposedMail(string[] Keys, OutgoingMail? Mail);
