using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What one reader is told, before it becomes a page or a mail.</summary>
public sealed record Letter
{
    public required DeliveryOccasion Occasion { get; init; }

    /// <summary>For example "Monatsbrief November 2026".</summary>
    public required string Title { get; init; }

    /// <summary>The subject of its mail; null for the network's name and the title.</summary>
    public string? Subject { get; init; }

    /// <summary>The issue it is a copy of; null for any other mail.</summary>
    public DigestPeriod? Issue { get; init; }

    /// <summary>The reader's name; empty for a visitor.</summary>
    public required string ReaderName { get; init; }

    /// <summary>Why it comes, as a sentence.</summary>
    public required string Reason { get; init; }

    /// <summary>Markdown; empty when there is none.</summary>
    public string Introduction { get; init; } = "";

    public string IntroductionHtml { get; init; } = "";

    public required IReadOnlyList<MailSection> Sections { get; init; }

    /// <summary>Whether there is anything to say; an empty mail is never sent.</summary>
    public bool IsWorthSending => Introduction.Length > 0 || Keys.Any();

    /// <summary>What the reader knows after it.</summary>
    public IEnumerable<string> Keys => Sections.SelectMany(section => section.Keys);
}
