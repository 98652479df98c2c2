using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes digests of deliveries; reads readers, and what they know, batch by batch.</summary>
public sealed class DigestComposer(
    DigestSources sources, DigestReaders readers, DigestPreparation preparation, MailWriter mail)
{
    /// <summary>Mails of those deliveries whose member still wants them, by delivery.</summary>
    /// <param name="deliveries">Digests of a batch.</param>
    /// <param name="editions">What the workers of a run read together.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IReadOnlyDictionary<Guid, DueMail>> ReadAsync(
        IReadOnlyList<Delivery> deliveries, DigestEditions editions, CancellationToken cancellation)
    {
        if (deliveries.Count == 0)
            return new Dictionary<Guid, DueMail>();
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var wanting = await readers.WantingAsync(DeliveryOccasion.Digest, ids, cancellation);
        var told = await sources.Session.ToldSinceAsync(
            ids, deliveries.Min(delivery => delivery.NewsFrom!.Value), cancellation);
        var edition = await editions.ReadAsync(deliveries, cancellation);
        var mails =
            from delivery in deliveries
            join reader in wanting on delivery.MemberId equals reader.Id
            let known = told[reader.Id].ToHashSet()
            select KeyValuePair.Create(
                delivery.Id, new DueMail(
                    reader.Address, token => ComposeAsync(edition, delivery, reader, known, token)));
        return mails.ToDictionary();
    }

    /// <summary>The mail a reader would get now, for a look at it.</summary>
    /// <param name="digest">Which issue.</param>
    /// <param name="reader">Through whose eyes.</param>
    /// <param name="lookerId">Who looks: links act for them or, in the mail of somebody else, for nobody.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<DigestPreview> PreviewAsync(
        Digest digest, DigestReader reader, Guid? lookerId, CancellationToken cancellation)
    {
        var window = await preparation.WindowAsync(digest, cancellation);
        var material = await DigestMaterial.ReadAsync(sources, window, cancellation);
        // What went out already is shown as it went out.
        var told = digest.IsPrepared
            ? []
            : (await sources.Session.ToldSinceAsync([reader.Id], window.From, cancellation))[reader.Id].ToHashSet();
        var letter = DigestLetter.For(reader, digest, window, material, told, DigestLetter.MailLimit);
        var linksFor = reader.Id == lookerId ? reader.Id : Guid.Empty;
        var written = await mail.WriteAsync(letter, reader.Address, linksFor, Guid.CreateVersion7(), cancellation);
        return new DigestPreview(written, !letter.IsWorthSending);
    }

    private async Task<ComposedMail> ComposeAsync(
        DigestEdition edition, Delivery delivery, DigestReader reader, IReadOnlySet<string> told,
        CancellationToken cancellation)
    {
        var (window, material) = (delivery.Window!, edition.Material);
        var letter = delivery.DigestId is { } issue
            ? DigestLetter.For(reader, edition.Digests[issue], window, material, told, DigestLetter.MailLimit)
            : DigestLetter.For(reader, window, material, told, DigestLetter.MailLimit);
        if (!letter.IsWorthSending)
            return ComposedMail.Nothing;
        var written = await mail.WriteAsync(letter, reader.Address, reader.Id, delivery.Id, cancellation);
        return ComposedMail.Of(letter, written);
    }
}

/// <summary>How a mail would look.</summary>
/// <param name="Mail">The mail itself.</param>
/// <param name="IsEmpty">Whether none would go, because there is nothing to tell.</param>
public sealed record DigestPreview(OutgoingMail Mail, bool IsEmpty);
