using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>Makes the mails that remind of reviews.</summary>
public sealed class ReminderComposer(DigestReaders readers, Reminders reminders, MailWriter writer) : IComposer
{
    public DeliveryOccasion Occasion => DeliveryOccasion.Reminder;

    public async Task<Compose> ReadAsync(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        var ids = deliveries.Select(delivery => delivery.MemberId).ToList();
        var wanting = await readers.WantingAsync(Occasion, ids, cancellation);
        var reviews = await reminders.DueAsync([.. wanting.Keys], cancellation);
        return async delivery =>
            !wanting.TryGetValue(delivery.MemberId, out var reader) ? Composed.Unwanted
            : LetterTo(reader, reviews[reader.Id]) is { IsWorthSending: true } letter
                ? await writer.ComposeAsync(letter, delivery)
                : Composed.Nothing;
    }

    private static Letter LetterTo(DigestReader reader, IEnumerable<ReviewItem> due)
    {
        var reviews = due.Take(Letter.MailLimit).ToList();
        var many = $"{reviews.Count} Prüfungen stehen an";
        return new Letter
        {
            Occasion = DeliveryOccasion.Reminder,
            Reader = reader,
            Title = reviews.Count == 1 ? "Eine Prüfung steht an" : many,
            Subject = reviews.Count == 1 ? $"Prüfung steht an: {reviews[0].Title}" : many,
            Reason = "Sie erhalten diese E-Mail, weil Sie verantwortlich sind und Ihr nächster Brief zu spät käme.",
            Sections = [.. ReviewsSection.Of(reviews, null)],
        };
    }
}
