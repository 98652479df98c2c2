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

    /// <summary>When it became news.</summary>
    public required DateTimeOffset Since { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>Substantial changes within the window that was read, oldest first.</summary>
    public required IReadOnlyList<NewsChange> Changes { get; init; }

    /// <summary>Published within the reader's window; else changed within it.</summary>
    public bool IsNew { get; private init; }

    /// <summary>What is told, so that it is told once.</summary>
    public string Key { get; private init; } = "";

    /// <summary>What the author noted about the change; empty for a new document.</summary>
    public string Note { get; private init; } = "";

    /// <summary>The document's address below the hub's own.</summary>
    public string Path => $"/{Kind.Path()}/{Slug}";

    /// <summary>The item as it is told about a window; null when nothing happened in it.</summary>
    public NewsItem? Told(DigestWindow window)
    {
        if (Since >= window.Until)
            return null;
        if (Since >= window.From)
            return this with { IsNew = true, Key = $"{Id:N}" };
        return Changes.LastOrDefault(change => change.At >= window.From && change.At < window.Until) is { } change
            ? this with { Key = $"{Id:N}:{change.Number}", Note = change.Note }
            : null;
    }
}

/// <summary>A substantial change.</summary>
public sealed record NewsChange(int Number, DateTimeOffset At, string Note);
