using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes the mails that tell whoever asked for a release that the document came back.</summary>
public sealed class ReturnComposer(IDocumentSession session, DigestReaders readers, MailWriter writer) : IComposer
{
    private static readonly Composed GoesOn = new Composed.Withdrawn("Das Dokument ist schon weiter.");

    public DeliveryOccasion Occasion => DeliveryOccasion.Return;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var wanting = await readers.WantingAsync(Occasion, ids, cancellation);
        var releases = await AskedRelease.ReadAsync(session, deliveries, cancellation);
        return async delivery =>
            !wanting.TryGetValue(delivery.MemberId, out var reader) ? Composed.Unwanted
            : !releases.TryGetValue(delivery.RevisionId!.Value, out var release)
                || release.Document.State != DocumentState.Draft ? GoesOn
            : !reader.Viewer.MaySee(release.Document) ? Composed.Unwanted
            : await writer.ComposeAsync(LetterOf(reader, release), delivery);
    }

    private static Letter LetterOf(DigestReader reader, AskedRelease release)
    {
        var document = release.Document;
        return new Letter
        {
            Occasion = DeliveryOccasion.Return,
            Reader = reader,
            Title = "Zurückgegeben",
            Subject = $"Zurückgegeben: {document.Title}",
            Reason = "Sie erhalten diese E-Mail, weil Sie um die Freigabe gebeten haben.",
            Sections =
            [
                new ReturnSection(
                    document.Title, document.Address(), document.Kind, release.ReturnedBy, release.Request.Reason),
            ],
        };
    }
}
