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
        var revisions = deliveries.Select(delivery => delivery.RevisionId!.Value);
        var requests = (await ReleaseRequest.ReadAsync(session, revisions, cancellation))
            .ToDictionary(request => request.RevisionId);
        return async delivery =>
            !wanting.TryGetValue(delivery.MemberId, out var reader) ? Composed.Unwanted
            : !requests.TryGetValue(delivery.RevisionId!.Value, out var request) ? NoLongerInReview
            : !reader.Viewer.MayWriteFor(request.Document.MunicipalityId) ? Composed.Unwanted
            : await writer.ComposeAsync(await LetterAsync(reader, request), delivery);
    }

    private async Task<Letter> LetterAsync(DigestReader reader, ReleaseRequest request)
    {
        var document = request.Document;
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
                    document.Title, document.Address(), document.Kind, municipality.Name, request.AskedBy),
            ],
        };
    }
}
