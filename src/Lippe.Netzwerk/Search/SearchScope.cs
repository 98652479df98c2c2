using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>Who searches, and what the search is narrowed to; nothing else is found or counted.</summary>
public sealed record SearchScope(Viewer Viewer)
{
    public DocumentState State { get; init; } = DocumentState.Published;

    public DocumentKind? Kind { get; init; }

    public string? Topic { get; init; }

    /// <summary>Null for all; an id no municipality has finds nothing.</summary>
    public Guid? MunicipalityId { get; init; }

    /// <summary>The one that documents of others are about; as <see cref="MunicipalityId"/>.</summary>
    public Guid? ConcernsId { get; init; }

    public int? Year { get; init; }

    /// <summary>What it is narrowed to by one filter; null when that one is not in use.</summary>
    internal string? Chosen(Facet facet) => Choice(facet) is { } choice ? IndexFields.KeyOf(choice) : null;

    private object? Choice(Facet facet) => facet switch
    {
        Facet.State => State,
        Facet.Kind => Kind,
        Facet.Topic => Topic,
        Facet.Municipality => MunicipalityId,
        Facet.Concerns => ConcernsId,
        _ => Year,
    };
}

/// <summary>What a search can be narrowed by.</summary>
public enum Facet
{
    State,
    Kind,
    Topic,
    Municipality,
    Concerns,
    Year,
}
