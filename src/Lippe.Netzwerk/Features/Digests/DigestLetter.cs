using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>One reader's digest, before it becomes a page or a mail.</summary>
public sealed record DigestLetter
{
    /// <summary>How many items a mail tells about.</summary>
    public const int MailLimit = 12;

    /// <summary>How many items a page lists.</summary>
    public const int PageLimit = 60;

    /// <summary>For example "Monatsbrief November 2026".</summary>
    public required string Title { get; init; }

    /// <summary>The month or the day, as it stands in the Message-ID.</summary>
    public required string Period { get; init; }

    /// <summary>The issue it is a copy of; null for a weekly or daily digest.</summary>
    public required DigestPeriod? Issue { get; init; }

    /// <summary>How often it comes, for the line that says why.</summary>
    public required DigestFrequency Frequency { get; init; }

    /// <summary>The reader's name; empty for a visitor.</summary>
    public required string ReaderName { get; init; }

    /// <summary>Markdown; empty when there is none.</summary>
    public required string Introduction { get; init; }

    public required string IntroductionHtml { get; init; }

    /// <summary>What the reader is asked to look at again.</summary>
    public required IReadOnlyList<ReviewItem> Reviews { get; init; }

    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>How many more items there are than the sections show.</summary>
    public required int More { get; init; }

    /// <summary>What happened in the issue's time; null for a digest that is no issue, and where nobody wants it.</summary>
    public DigestNumbers? Numbers { get; private init; }

    /// <summary>Whether there is anything to say; an empty mail is never sent.</summary>
    public bool IsWorthSending => Sections.Count > 0 || Reviews.Count > 0 || Introduction.Length > 0;

    /// <summary>Keys of the parts it has.</summary>
    public IEnumerable<string> Parts => Sections.Select(section => section.Part).OfType<string>().Concat(Reviews.Count > 0 ? [DigestParts.Reviews] : []).Concat(Numbers is not null ? [DigestParts.Numbers] : []);

    /// <summary>What the reader knows after it.</summary>
    public IEnumerable<string> Keys => Reviews.Select(item => item.Key).Concat(Sections.SelectMany(section => section.Items).Select(item => item.Key));

    /// <summary>A reader's copy of an issue.</summary>
    public static DigestLetter For(DigestReader reader, Digest digest, DigestWindow window, DigestMaterial material, IReadOnlySet<string> told, int limit)
    {
        // The introduction speaks to members; visitors see public documents only.
        var isMember = reader.Viewer.IsSignedIn;
        var numbers = isMember && !reader.Without.Contains(DigestParts.Numbers) ? material.Numbers(digest.Window ?? window) : null;
        return Of(reader, digest, window, material, told, limit) with
        {
            Title = $"Monatsbrief {digest.Period.LongName()}",
            Period = digest.Period.ToString(),
            Issue = digest.Period,
            Frequency = DigestFrequency.Monthly,
            Introduction = isMember ? digest.Introduction : "",
            IntroductionHtml = isMember ? digest.IntroductionHtml : "",
            Numbers = numbers is { IsEmpty: false } ? numbers : null,
        };
    }

    /// <summary>A reader's weekly or daily digest.</summary>
    public static DigestLetter For(DigestReader reader, DigestWindow window, DigestMaterial material, IReadOnlySet<string> told, int limit) =>
        Of(reader, null, window, material, told, limit);

    private static DigestLetter Of(DigestReader reader, Digest? digest, DigestWindow window, DigestMaterial material, IReadOnlySet<string> told, int limit)
    {
        reader = reader with { Searched = material.Searches.Of(reader) };
        var reviews = material.Reviews.For(reader, told, limit);
        var (sections, more) = material.News.For(reader, window, digest, told, limit - reviews.Count);
        return new DigestLetter
        {
            Title = $"{reader.Frequency.Letter()} {window.Until.LongDay()}",
            Period = DigestRhythm.PeriodOf(window.Until),
            Issue = null,
            Frequency = reader.Frequency,
            ReaderName = reader.Viewer.Name,
            Introduction = "",
            IntroductionHtml = "",
            Reviews = reviews,
            Sections = sections,
            More = more,
        };
    }
}

/// <summary>Items under one heading.</summary>
/// <param name="Part">The key of the part it belongs to; null for one nobody can do without.</param>
public sealed record DigestSection(string? Part, string Heading, IReadOnlyList<NewsItem> Items);
