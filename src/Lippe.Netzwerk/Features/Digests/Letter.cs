using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What one reader is told, before it becomes a page or a mail.</summary>
public sealed record Letter
{
    /// <summary>How many items a mail tells about.</summary>
    public const int MailLimit = 12;

    /// <summary>How many items a page lists.</summary>
    public const int PageLimit = 60;

    public required DeliveryOccasion Occasion { get; init; }

    public required DigestReader Reader { get; init; }

    /// <summary>For example "Monatsbrief November 2026".</summary>
    public required string Title { get; init; }

    /// <summary>The subject of its mail; null for the network's name and the title.</summary>
    public string? Subject { get; init; }

    /// <summary>Why it comes, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>The issue it is a copy of; null for any other mail.</summary>
    public Digest? Issue { get; init; }

    /// <summary>What a digest tells about; null for a notice.</summary>
    public DigestWindow? Window { get; init; }

    /// <summary>Keys of what the reader knows before it.</summary>
    public IReadOnlySet<string> Known { get; init; } = new HashSet<string>();

    public IReadOnlyList<LetterSection> Sections { get; init; } = [];

    /// <summary>Markdown; empty when there is none.</summary>
    public string Introduction => IssueForMembers?.Introduction ?? "";

    public string IntroductionHtml => IssueForMembers?.IntroductionHtml ?? "";

    /// <summary>The first words a mailbox shows beside the subject.</summary>
    public string Preheader => string.Join(" · ", Sections.SelectMany(section => section.Titles).Take(3));

    /// <summary>The first line of its mail.</summary>
    public string Greeting => Reader.Viewer.Name.Length > 0 ? $"Guten Tag {Reader.Viewer.Name}," : "Guten Tag,";

    /// <summary>The words of the link that ends mails like it.</summary>
    public string UnsubscribeText => Occasion switch
    {
        DeliveryOccasion.Release => "Keine Bitten um Freigabe mehr",
        DeliveryOccasion.Return => "Keine E-Mails über Rückgaben mehr",
        DeliveryOccasion.Reminder => "Keine Erinnerungen mehr",
        _ => "Abbestellen",
    };

    /// <summary>Whether there is anything to say; an empty mail is never sent.</summary>
    public bool IsWorthSending => Introduction.Length > 0 || Keys.Any();

    /// <summary>What the reader knows after it.</summary>
    public IEnumerable<string> Keys => Sections.SelectMany(section => section.Keys);

    // The introduction speaks to members; visitors see public documents only.
    private Digest? IssueForMembers => Reader.IsMember ? Issue : null;

    /// <summary>A reader's copy of an issue, still without its sections.</summary>
    public static Letter OfIssue(Digest issue, DigestReader reader, DigestWindow window) => new()
    {
        Occasion = DeliveryOccasion.Digest,
        Reader = reader,
        Title = $"Monatsbrief {issue.Period.LongName()}",
        Reason = reader.IsMember
            ? ReasonFor(DigestFrequency.Monthly)
            : "Sie erhalten diese E-Mail einmal im Monat, weil Sie den Monatsbrief bestellt haben.",
        Issue = issue,
        Window = window,
    };

    /// <summary>A reader's weekly or daily digest, still without its sections.</summary>
    public static Letter OfRhythm(DigestReader reader, DigestWindow window) => new()
    {
        Occasion = DeliveryOccasion.Digest,
        Reader = reader,
        Title = $"{NameOf(reader.Rhythm.Frequency)} {window.Until.LongDay()}",
        Reason = ReasonFor(reader.Rhythm.Frequency),
        Window = window,
    };

    private static string NameOf(DigestFrequency frequency) => frequency switch
    {
        DigestFrequency.Weekly => "Wochenbrief",
        DigestFrequency.Daily => "Tagesbrief",
        _ => "Monatsbrief",
    };

    private static string ReasonFor(DigestFrequency frequency)
    {
        var howOften = frequency switch
        {
            DigestFrequency.Weekly => "einmal in der Woche",
            DigestFrequency.Daily => "an jedem Werktag",
            _ => "einmal im Monat",
        };
        return $"Sie erhalten diese E-Mail {howOften} als Mitglied des Netzwerks.";
    }
}
