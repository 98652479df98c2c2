using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Marten;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes the mails that cannot wait for a digest; reads recipients and what they are asked batch by batch.</summary>
public sealed class NoticeComposer(IDocumentSession session, Reminders reminders, MailWriter mail)
{
    /// <summary>Mails of those deliveries whose member still wants them and may do what they ask for, by delivery.</summary>
    public async Task<IReadOnlyDictionary<Guid, DueMail>> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var releases = deliveries.Where(delivery => delivery.Occasion == DeliveryOccasion.Release).ToList();
        var due = deliveries.Where(delivery => delivery.Occasion == DeliveryOccasion.Reminder).ToList();
        return (releases.Count > 0 ? await ReleasesAsync(releases, cancellation) : [])
            .Concat(due.Count > 0 ? await RemindersAsync(due, cancellation) : []).ToDictionary();
    }

    private async Task<IEnumerable<KeyValuePair<Guid, DueMail>>> ReleasesAsync(List<Delivery> releases, CancellationToken cancellation)
    {
        var recipients = await RecipientsAsync(releases, DeliveryOccasion.Release, cancellation);
        var requests = await RequestsAsync([.. releases.Select(delivery => delivery.RevisionId)], cancellation);
        return
            from delivery in releases
            join recipient in recipients on delivery.MemberId equals recipient.Id
            join request in requests on delivery.RevisionId equals request.RevisionId
            where recipient.ToReader().Viewer.MayWriteFor(request.MunicipalityId)
            select KeyValuePair.Create(delivery.Id, DueMail(delivery, recipient, Letter(recipient, request)));
    }

    private async Task<IEnumerable<KeyValuePair<Guid, DueMail>>> RemindersAsync(List<Delivery> due, CancellationToken cancellation)
    {
        var recipients = await RecipientsAsync(due, DeliveryOccasion.Reminder, cancellation);
        var reviews = await reminders.DueAsync([.. due.Select(delivery => delivery.MemberId)], cancellation);
        return
            from delivery in due
            join recipient in recipients on delivery.MemberId equals recipient.Id
            select KeyValuePair.Create(delivery.Id, DueMail(delivery, recipient, Letter(recipient, [.. reviews[recipient.Id].Take(DigestLetter.MailLimit)])));
    }

    private Task<List<DigestRecipient>> RecipientsAsync(IEnumerable<Delivery> deliveries, DeliveryOccasion occasion, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        return session.Query<Member>().Wanting(occasion).Where(m => ids.Contains(m.Id)).SelectRecipients().ToListAsync(cancellation);
    }

    private Task<List<ReleaseRequest>> RequestsAsync(Guid?[] revisions, CancellationToken cancellation) => (
        from revision in session.Query<Revision>()
        join document in session.Query<Document>() on revision.DocumentId equals document.Id
        where revisions.Contains(revision.Id) && document.State == DocumentState.InReview
        select new ReleaseRequest(
            revision.Id, document.MunicipalityId, document.Municipality!.Name, document.Title, document.Slug,
            document is Guide ? DocumentKind.Guide : document is Project ? DocumentKind.Project : DocumentKind.Minutes,
            revision.Author!.LeftAt == null ? revision.Author.Name : Member.FormerMember)).ToListAsync(cancellation);

    private DueMail DueMail(Delivery delivery, DigestRecipient recipient, Letter letter) => new(recipient.Email, async cancellation =>
        new ComposedMail([.. letter.Keys], letter.Sections.Count == 0 ? null : await mail.WriteAsync(letter, (recipient.Email, recipient.Name), recipient.Id, delivery.Id, cancellation)));

    private static Letter Letter(DigestRecipient recipient, ReleaseRequest request) => new()
    {
        Occasion = DeliveryOccasion.Release,
        Title = "Freigabe erbeten",
        Subject = $"Freigabe erbeten: {request.Title}",
        ReaderName = recipient.Name,
        Reason = $"Sie erhalten diese Mail, weil Sie Dokumente {(recipient.Role == Role.Coordinator ? "aller Kommunen" : $"für {recipient.Municipality}")} freigeben dürfen.",
        Sections = [new ReleaseSection(request.Title, $"/{request.Kind.Path()}/{request.Slug}", request.Kind, request.Municipality, request.AskedBy)],
    };

    private static Letter Letter(DigestRecipient recipient, IReadOnlyList<ReviewItem> reviews) => new()
    {
        Occasion = DeliveryOccasion.Reminder,
        Title = reviews.Count == 1 ? "Eine Prüfung steht an" : $"{reviews.Count} Prüfungen stehen an",
        Subject = reviews.Count == 1 ? $"Prüfung steht an: {reviews[0].Title}" : $"{reviews.Count} Prüfungen stehen an",
        ReaderName = recipient.Name,
        Reason = "Sie erhalten diese Mail, weil Sie verantwortlich sind und Ihr nächster Brief zu spät käme.",
        Sections = [.. ReviewsSection.Of(reviews, null)],
    };

    private sealed record ReleaseRequest(Guid RevisionId, Guid MunicipalityId, string Municipality, string Title, string Slug, DocumentKind Kind, string AskedBy);
}

/// <summary>A mail to be written when its turn comes.</summary>
/// <param name="Address">Whom it goes to.</param>
/// <param name="ComposeAsync">Writes it.</param>
public sealed record DueMail(string Address, Func<CancellationToken, Task<ComposedMail>> ComposeAsync);
