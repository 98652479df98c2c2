using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes the mails that ask for a release.</summary>
public sealed class ReleaseComposer(
    IDocumentSession session, DigestReaders readers, NetworkDirectory network, MailWriter writer)
    : IComposer
{
    private static readonly Composed NoLongerInReview =
        new Composed.Withdrawn("Das Dokument ist nicht mehr in Prüfung.");

    public DeliveryOccasion Occasion => DeliveryOccasion.Release;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var wanting = await readers.WantingAsync(Occasion, ids, cancellation);
        var releases = await AskedRelease.ReadAsync(session, deliveries, cancellation);
        return async delivery =>
            !wanting.TryGetValue(delivery.MemberId, out var reader) ? Composed.Unwanted
            : !releases.TryGetValue(delivery.RevisionId!.Value, out var release)
                || release.Document.State != DocumentState.InReview ? NoLongerInReview
            : !reader.Viewer.MayWriteFor(release.Document.MunicipalityId) ? Composed.Unwanted
            : await writer.ComposeAsync(await LetterAsync(reader, release), delivery);
    }

    private async Task<Letter> LetterAsync(DigestReader reader, AskedRelease release)
    {
        var document = release.Document;
        var municipality = await network.MunicipalityAsync(document.MunicipalityId, CancellationToken.None);
        var scope = reader.Viewer.IsCoordinator ? "aller Kommunen" : $"für {reader.Municipality}";
        return new Letter
        {
            Occasion = DeliveryOccasion.Release,
            Reader = reader,
            Title = "Freigabe erbeten",
            Subject = $"Freigabe erbeten: {document.Title}",
            Reason = $"Sie erhalten diese E-Mail, weil Sie Dokumente {scope} freigeben dürfen.",
            Sections =
            [
                new ReleaseSection(
                    document.Title, document.Address(), document.Kind, municipality.Name, release.AskedBy),
            ],
        };
    }
}
