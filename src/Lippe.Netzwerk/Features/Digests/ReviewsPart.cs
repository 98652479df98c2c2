using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of documents whose responsible member is asked whether they still hold.</summary>
internal static class ReviewsPart
{
    // From the first working day of one month to the fifteenth of the next.
    private const int LongestRhythm = 62;

    public static async Task<Telling> GatherAsync(DigestSources sources, CancellationToken cancellation)
    {
        if (sources.Reader is { Viewer.IsSignedIn: false })
            return (_, _) => [];
        var lastDay = sources.Window.Until.InBerlin().AddDays(LongestRhythm);
        var items = (await ReviewItem.ReadAsync(sources.Session, lastDay, cancellation))
            .ToLookup(item => item.ResponsibleId);
        return (letter, limit) =>
            letter.Reader.Viewer.MemberId is not { } id || letter.Reader.Without.Contains(DigestParts.Reviews)
            ? []
            : ReviewsSection.Of(
                items[id].Where(item => IsAsked(item, letter) && !letter.Known.Contains(item.Key)).Take(limit),
                DigestParts.Reviews);
    }

    private static bool IsAsked(ReviewItem item, Letter letter)
    {
        var (rhythm, now) = (letter.Reader.Rhythm, letter.Window!.Until);
        var next = letter.Issue is { } issue ? rhythm.DueIn(issue.Period.Next) : rhythm.NextAfter(now);
        return item.IsAskedOn(now.InBerlin(), next.InBerlin());
    }
}

/// <summary>Documents to be looked at again, longest due first.</summary>
public sealed record ReviewsSection(IReadOnlyList<ReviewItem> Items) : LetterSection("Stimmt das noch?")
{
    public override int Count => Items.Count;

    public override IEnumerable<string> Keys => Items.Select(item => item.Key);

    public override IEnumerable<string> Titles => Items.Select(item => item.Title);

    public override Type Partial => typeof(ReviewsMail);

    /// <summary>The section; none without items.</summary>
    public static IEnumerable<LetterSection> Of(IEnumerable<ReviewItem> items, string? part) =>
        items.ToList() is { Count: > 0 } some ? [new ReviewsSection(some) { Part = part }] : [];

    public override void Write(MailText text, MailLinks links)
    {
        foreach (var item in Items)
            text.Line(item.Title).Line(item.Request()).Line(links.To(item.Path))
                .Line($"Bestätigen: {links.Review(item)}")
                .Line($"{Words.AskLater}: {links.Snooze(item)}")
                .Line();
    }
}
