using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Documents;

/// <summary>A document as its page shows it.</summary>
public sealed record DocumentPage : IHasAudience
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required string Html { get; init; }

    public required IReadOnlyList<Heading> Contents { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Municipality { get; init; }

    public required string MunicipalitySlug { get; init; }

    public required Guid? ResponsibleId { get; init; }

    public required string? Responsible { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required DateOnly? ReviewedOn { get; init; }

    public required DateOnly? ReviewDue { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset? PublishedAt { get; init; }

    public required int Version { get; init; }

    public GuideFacts? Guide { get; init; }

    public ProjectFacts? Project { get; init; }

    public MinutesFacts? Minutes { get; init; }

    /// <summary>Documents about the same, best first; the viewer may not see all of them.</summary>
    public IReadOnlyList<SimilarDocument> Similar { get; init; } = [];

    /// <summary>Whether the viewer may change this document.</summary>
    public bool MayWrite { get; init; }

    public IReadOnlyDictionary<string, string> TopicNames { get; init; } = new Dictionary<string, string>();

    public string Path => $"/{Kind.Path()}/{Slug}";
}

/// <summary>A document about the same.</summary>
public sealed record SimilarDocument(DocumentKind Kind, string Slug, string Title, string Municipality, DocumentState State, Visibility Visibility, Guid MunicipalityId, Guid? ResponsibleId) : IHasAudience
{
    public string Path => $"/{Kind.Path()}/{Slug}";
}
