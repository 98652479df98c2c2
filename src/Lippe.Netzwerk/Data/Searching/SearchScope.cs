using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>Who searches, and what the search is narrowed to; nothing else is found or counted.</summary>
public sealed record SearchScope(Viewer Viewer)
{
    /// <summary>On behalf of somebody who sees everything; what is found must not be shown before each viewer's rights are asked.</summary>
    public static readonly SearchScope Everything = new(new Viewer(Guid.Empty, "", Role.Coordinator, null));

    public DocumentState State { get; init; } = DocumentState.Published;

    public DocumentKind? Kind { get; init; }

    public string? Topic { get; init; }

    /// <summary>Null for all; an id no municipality has finds nothing.</summary>
    public Guid? MunicipalityId { get; init; }

    public int? Year { get; init; }

    /// <summary>Whether the viewer may see the document at all.</summary>
    internal bool Admits(IndexedDocument document) => !document.IsReplaced && Viewer.MaySee(document);

    /// <summary>Which of the conditions the document misses.</summary>
    internal Facets Misses(IndexedDocument document) =>
        (document.State == State ? Facets.None : Facets.State)
        | (Kind is null || document.Kind == Kind ? Facets.None : Facets.Kind)
        | (Topic is null || document.Topics.Contains(Topic) ? Facets.None : Facets.Topic)
        | (MunicipalityId is null || document.MunicipalityId == MunicipalityId ? Facets.None : Facets.Municipality)
        | (Year is null || document.Year == Year ? Facets.None : Facets.Year);
}

/// <summary>What a search can be narrowed by.</summary>
[Flags]
public enum Facets
{
    None = 0,
    State = 1,
    Kind = 2,
    Topic = 4,
    Municipality = 8,
    Year = 16,
}
