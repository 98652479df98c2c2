using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>What the index takes of a document.</summary>
public sealed record IndexedDocument : IHasAudience
{
    public required Guid Id { get; init; }

    public required DocumentKind Kind { get; init; }

    public required DocumentState State { get; init; }

    public required Visibility Visibility { get; init; }

    public required Guid MunicipalityId { get; init; }

    /// <summary>The municipality it is about, where somebody else shares it.</summary>
    public required Guid? ConcernsId { get; init; }

    public required Guid? ResponsibleId { get; init; }

    /// <summary>The keys of its topics.</summary>
    public required IReadOnlyList<string> Topics { get; init; }

    /// <summary>What pages call them.</summary>
    public required IReadOnlyList<string> TopicNames { get; init; }

    /// <summary>When it was published, or else changed.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The year it is about: of the meeting, or else of <see cref="At"/>.</summary>
    public required int Year { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<Heading> Headings { get; init; }

    /// <summary>The plain words of the body.</summary>
    public required string Text { get; init; }
}
