using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>A document a digest may tell about.</summary>
public sealed record NewsItem : IHasAudience
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required string Slug { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string Municipality { get; init; }

    public required string MunicipalitySlug { get; init; }

    public required IReadOnlyList<string> Topics { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required Guid? ResponsibleId { get; init; }

    /// <summary>Published within the window; else changed within it.</summary>
    public required bool IsNew { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => $"/{Kind.Path()}/{Slug}";
}
