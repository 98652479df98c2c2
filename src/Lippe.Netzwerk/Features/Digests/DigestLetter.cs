using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>One reader's digest, before it becomes a page or a mail.</summary>
public sealed record DigestLetter
{
    /// <summary>How many items a mail tells about.</summary>
    public const int MailLimit = 12;

    /// <summary>How many items a page lists.</summary>
    public const int PageLimit = 60;

    public required DigestPeriod Period { get; init; }

    /// <summary>The reader's name; empty for a visitor.</summary>
    public required string ReaderName { get; init; }

    /// <summary>Markdown; empty when there is none.</summary>
    public required string Introduction { get; init; }

    public required string IntroductionHtml { get; init; }

    public required IReadOnlyList<DigestSection> Sections { get; init; }

    /// <summary>How many more items there are than the sections show.</summary>
    public required int More { get; init; }

    /// <summary>Whether there is anything to say; an empty mail is never sent.</summary>
    public bool IsWorthSending => Sections.Count > 0 || Introduction.Length > 0;

    /// <summary>A reader's letter.</summary>
    public static DigestLetter For(DigestReader reader, Digest digest, DigestNews news, int limit)
    {
        var (sections, more) = news.For(reader, limit);
        // The introduction speaks to members; visitors see public documents only.
        var isMember = reader.Viewer.IsSignedIn;
        return new DigestLetter
        {
            Period = digest.Period,
            ReaderName = reader.Viewer.Name,
            Introduction = isMember ? digest.Introduction : "",
            IntroductionHtml = isMember ? digest.IntroductionHtml : "",
            Sections = sections,
            More = more,
        };
    }
}

/// <summary>Items under one heading.</summary>
public sealed record DigestSection(string Heading, IReadOnlyList<NewsItem> Items);
