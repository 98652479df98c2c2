using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes digests of deliveries; reads readers, and what they know, batch by batch.</summary>
public sealed class DigestComposer(
    DigestSources sources, DigestReaders readers, DigestEditions editions, DigestPreparation preparation,
    MailWriter writer, TimeProvider clock) : IComposer
{
    public DeliveryOccasion Occasion => DeliveryOccasion.Digest;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var since = deliveries.Min(delivery => delivery.NewsFrom!.Value);
        var wanting = await readers.WantingAsync(Occasion, ids, cancellation);
        var told = await sources.Session.ToldSinceAsync(ids, since, cancellation);
        var edition = await editions.ReadAsync(deliveries, cancellation);
        return async delivery =>
        {
            if (wanting.GetValueOrDefault(delivery.MemberId) is not { } reader)
                delivery.Withdraw("", clock.GetUtcNow());
            else if (LetterOf(delivery, reader, edition, told) is { IsWorthSending: true } letter)
                return await writer.WriteAsync(letter, reader, delivery);
            else
                delivery.EndEmpty(clock.GetUtcNow());
            return null;
        };
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
        var written = await writer.WriteAsync(letter, reader.Address, linksFor, Guid.CreateVersion7(), cancellation);
        return new DigestPreview(written, !letter.IsWorthSending);
    }

    private static Letter LetterOf(
        Delivery delivery, DigestReader reader, DigestEdition edition, ILookup<Guid, string> told)
    {
        var known = told[reader.Id].ToHashSet();
        return delivery.DigestId is { } issue
            ? DigestLetter.For(
                reader, edition.Digests[issue], delivery.Window!, edition.Material, known, DigestLetter.MailLimit)
            : DigestLetter.For(reader, delivery.Window!, edition.Material, known, DigestLetter.MailLimit);
    }
}

/// <summary>How a mail would look.</summary>
/// <param name="Mail">The mail itself.</param>
/// <param name="IsEmpty">Whether none would go, because there is nothing to tell.</param>
public sealed record DigestPreview(OutgoingMail Mail, bool IsEmpty);
