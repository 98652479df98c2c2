using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>
/// Makes the mails that cannot wait for a digest; reads readers and what they are asked batch by batch.
/// </summary>
public sealed class NoticeComposer(
    IDocumentSession session, DigestReaders readers, NetworkDirectory network, Reminders reminders, MailWriter mail)
{
    private const string NoLongerInReview = "Das Dokument ist nicht mehr in Prüfung.";

    /// <summary>
    /// Mails of those deliveries whose member still wants them and may do what they ask for, by delivery.
    /// </summary>
    public async Task<IReadOnlyDictionary<Guid, DueMail>> ReadAsync(
        IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var releases = deliveries.Where(delivery => delivery.Occasion == DeliveryOccasion.Release).ToList();
        var due = deliveries.Where(delivery => delivery.Occasion == DeliveryOccasion.Reminder).ToList();
        return (releases.Count > 0 ? await ReleasesAsync(releases, cancellation) : [])
            .Concat(due.Count > 0 ? await RemindersAsync(due, cancellation) : []).ToDictionary();
    }

    private async Task<Dictionary<Guid, DueMail>> ReleasesAsync(List<Delivery> releases, CancellationToken cancellation)
    {
        var wanting = await WantingAsync(releases, DeliveryOccasion.Release, cancellation);
        var asked = releases.Select(delivery => delivery.RevisionId!.Value);
        var requests = (await ReleaseRequest.ReadAsync(session, asked, cancellation))
            .ToDictionary(request => request.RevisionId);
        var mails = new Dictionary<Guid, DueMail>();
        foreach (var delivery in releases)
        {
            if (!wanting.TryGetValue(delivery.MemberId, out var reader))
                continue;
            if (!requests.TryGetValue(delivery.RevisionId!.Value, out var request))
                mails.Add(
                    delivery.Id,
                    new DueMail(reader.Address, _ => Task.FromResult(ComposedMail.Withdrawn(NoLongerInReview))));
            else if (reader.Viewer.MayWriteFor(request.Document.MunicipalityId))
                mails.Add(delivery.Id, DueMail(delivery, reader, await LetterAsync(reader, request, cancellation)));
        }

        return mails;
    }

    private async Task<Dictionary<Guid, DueMail>> RemindersAsync(List<Delivery> due, CancellationToken cancellation)
    {
        var wanting = await WantingAsync(due, DeliveryOccasion.Reminder, cancellation);
        var reviews = await reminders.DueAsync([.. wanting.Keys], cancellation);
        return due.Where(delivery => wanting.ContainsKey(delivery.MemberId))
            .ToDictionary(delivery => delivery.Id, delivery =>
        {
            var reader = wanting[delivery.MemberId];
            return DueMail(delivery, reader, Letter(reader, [.. reviews[reader.Id].Take(DigestLetter.MailLimit)]));
        });
    }

    private async Task<Dictionary<Guid, DigestReader>> WantingAsync(
        IEnumerable<Delivery> deliveries, DeliveryOccasion occasion, CancellationToken cancellation) =>
        (await readers.WantingAsync(occasion, [.. deliveries.Select(delivery => delivery.MemberId)], cancellation))
            .ToDictionary(reader => reader.Id);

    private DueMail DueMail(Delivery delivery, DigestReader reader, Letter letter) => new(
        reader.Address, async cancellation =>
        letter.Sections.Count == 0
            ? ComposedMail.Nothing
            : ComposedMail.Of(
                letter, await mail.WriteAsync(letter, reader.Address, reader.Id, delivery.Id, cancellation)));

    private async Task<Letter> LetterAsync(DigestReader reader, ReleaseRequest request, CancellationToken cancellation)
    {
        var document = request.Document;
        var municipality = await network.MunicipalityAsync(document.MunicipalityId, cancellation);
        var scope = reader.Viewer.IsCoordinator ? "aller Kommunen" : $"für {reader.Municipality}";
        return new Letter
        {
            Occasion = DeliveryOccasion.Release,
            Title = "Freigabe erbeten",
            Subject = $"Freigabe erbeten: {document.Title}",
            ReaderName = reader.Viewer.Name,
            Reason = $"Sie erhalten diese Mail, weil Sie Dokumente {scope} freigeben dürfen.",
            Sections =
            [
                new ReleaseSection(
                    document.Title, $"/{document.Kind.Path()}/{document.Slug}", document.Kind, municipality.Name,
                    request.AskedBy),
            ],
        };
    }

    private static Letter Letter(DigestReader reader, IReadOnlyList<ReviewItem> reviews) => new()
    {
        Occasion = DeliveryOccasion.Reminder,
        Title = reviews.Count == 1 ? "Eine Prüfung steht an" : $"{reviews.Count} Prüfungen stehen an",
        Subject = reviews.Count == 1 ? $"Prüfung steht an: {reviews[0].Title}" : $"{reviews.Count} Prüfungen stehen an",
        ReaderName = reader.Viewer.Name,
        Reason = "Sie erhalten diese Mail, weil Sie verantwortlich sind und Ihr nächster Brief zu spät käme.",
        Sections = [.. ReviewsSection.Of(reviews, null)],
    };
}
