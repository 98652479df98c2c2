using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of documents whose responsible member is asked whether they still hold.</summary>
public sealed class ReviewsPart : DigestPart
{
    // From the first working day of one month to the fifteenth of the next.
    private const int LongestRhythm = 62;

    public override async Task<Telling> ReadAsync(DigestReading reading, CancellationToken cancellation)
    {
        var lastDay = reading.Window.Until.InBerlin().AddDays(LongestRhythm);
        var items = (await ReviewItem.ReadAsync(reading.Sources.Session, lastDay, cancellation))
            .ToLookup(item => item.ResponsibleId);
        return (reader, copy, limit) =>
            reader.Viewer.MemberId is not { } id || reader.Without.Contains(DigestParts.Reviews)
            ? []
            : ReviewsSection.Of(
                items[id].Where(item => IsAsked(item, reader, copy) && !copy.Told.Contains(item.Key)).Take(limit),
                DigestParts.Reviews);
    }

    private static bool IsAsked(ReviewItem item, DigestReader reader, DigestCopy copy) =>
        item.IsAskedOn(copy.Window.Until.InBerlin(), copy.NextDay(reader));
}

/// <summary>Documents to be looked at again, longest due first.</summary>
public sealed record ReviewsSection(IReadOnlyList<ReviewItem> Items) : MailSection("Stimmt das noch?")
{
    public override int Count => Items.Count;

    public override IEnumerable<string> Keys => Items.Select(item => item.Key);

    public override IEnumerable<string> Titles => Items.Select(item => item.Title);

    public override Type Partial => typeof(ReviewsMail);

    /// <summary>The section; none without items.</summary>
    public static IEnumerable<MailSection> Of(IEnumerable<ReviewItem> items, string? part) =>
        items.ToList() is { Count: > 0 } some ? [new ReviewsSection(some) { Part = part }] : [];

    public override void Write(MailText text, MailLinks links)
    {
        foreach (var item in Items)
            text.Line(item.Title).Line(item.Request()).Line(links.To(item.Path))
                .Line($"Bestätigen: {links.Review(item)}").Line($"In zwei Wochen wieder erinnern: {links.Snooze(item)}")
                    .Line();
    }
}
