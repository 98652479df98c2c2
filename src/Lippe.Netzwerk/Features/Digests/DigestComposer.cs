using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes digests of deliveries; reads readers, and what they know, batch by batch.</summary>
public sealed class DigestComposer(HubDbContext db, IndexSource source, DigestPreparation preparation, MailWriter mail)
{
    /// <summary>Mails of those deliveries whose member still wants them, by delivery.</summary>
    /// <param name="deliveries">Digests of a batch.</param>
    /// <param name="editions">What the workers of a run read together.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<Guid, DueMail>> ReadAsync(IReadOnlyList<Delivery> deliveries, DigestEditions editions, CancellationToken cancellation)
    {
        if (deliveries.Count == 0)
            return new Dictionary<Guid, DueMail>();
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var recipients = await db.Members.AsNoTracking().Wanting(DeliveryOccasion.Digest).Where(m => ids.Contains(m.Id)).SelectRecipients().ToListAsync(cancellation);
        var told = await ToldAsync(ids, deliveries.Min(delivery => delivery.NewsFrom!.Value), cancellation);
        var edition = await editions.ReadAsync(deliveries, cancellation);
        var mails =
            from delivery in deliveries
            join recipient in recipients on delivery.MemberId equals recipient.Id
            let known = told[recipient.Id].ToHashSet()
            select KeyValuePair.Create(delivery.Id, new DueMail(recipient.Email, token => ComposeAsync(edition, delivery, recipient, known, token)));
        return mails.ToDictionary();
    }

    /// <summary>The mail a recipient would get now, for a look at it.</summary>
    /// <param name="digest">Which issue.</param>
    /// <param name="recipient">Through whose eyes.</param>
    /// <param name="lookerId">Who looks: links act for them or, in the mail of somebody else, for nobody.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<DigestPreview> PreviewAsync(Digest digest, DigestRecipient recipient, Guid? lookerId, CancellationToken cancellation)
    {
        var window = await preparation.WindowAsync(digest, cancellation);
        var material = await DigestMaterial.ReadAsync(db, source, window, cancellation);
        // What went out already is shown as it went out.
        var told = digest.IsPrepared ? [] : (await ToldAsync([recipient.Id], window.From, cancellation))[recipient.Id].ToHashSet();
        var letter = DigestLetter.For(recipient.ToReader(), digest, window, material, told, DigestLetter.MailLimit);
        var linksFor = recipient.Id == lookerId ? recipient.Id : Guid.Empty;
        return new DigestPreview(await mail.WriteAsync(letter, (recipient.Email, recipient.Name), linksFor, Guid.CreateVersion7(), cancellation), !letter.IsWorthSending);
    }

    // What happened in a window can have been told only after its beginning; requests may be older, but are as few as documents one is responsible for.
    private async Task<ILookup<Guid, string>> ToldAsync(List<Guid> members, DateTimeOffset since, CancellationToken cancellation) => (await db.ToldItems.AsNoTracking()
        .Where(item => members.Contains(item.MemberId) && (item.Delivery!.FinishedAt >= since || item.Item.Contains(ReviewItem.KeyMark)))
        .Select(item => new { item.MemberId, item.Item })
        .ToListAsync(cancellation)).ToLookup(item => item.MemberId, item => item.Item);

    private async Task<ComposedMail> ComposeAsync(
        DigestEdition edition, Delivery delivery, DigestRecipient recipient, IReadOnlySet<string> told, CancellationToken cancellation)
    {
        var reader = recipient.ToReader();
        var letter = delivery.DigestId is { } issue
            ? DigestLetter.For(reader, edition.Digests[issue], delivery.Window!, edition.Material, told, DigestLetter.MailLimit)
            : DigestLetter.For(reader, delivery.Window!, edition.Material, told, DigestLetter.MailLimit);
        var written = letter.IsWorthSending ? await mail.WriteAsync(letter, (recipient.Email, recipient.Name), recipient.Id, delivery.Id, cancellation) : null;
        return new ComposedMail([.. letter.Keys], written);
    }
}

/// <summary>How a mail would look.</summary>
/// <param name="Mail">The mail itself.</param>
/// <param name="IsEmpty">Whether none would go, because there is nothing to tell.</param>
public sealed record DigestPreview(OutgoingMail Mail, bool IsEmpty);

/// <summary>A mail, and what its reader knows after it; null when there is nothing to tell.</summary>
public sealed record ComposedMail(string[] Keys, OutgoingMail? Mail);
