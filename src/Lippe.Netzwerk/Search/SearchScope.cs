using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

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

    /// <summary>The filters in use.</summary>
    internal IEnumerable<Facets> Narrowed
    {
        get
        {
            yield return Facets.State;
            if (Kind is not null)
                yield return Facets.Kind;
            if (Topic is not null)
                yield return Facets.Topic;
            if (MunicipalityId is not null)
                yield return Facets.Municipality;
            if (Year is not null)
                yield return Facets.Year;
        }
    }
}

/// <summary>What a search can be narrowed by.</summary>
public enum Facets
{
    None,
    State,
    Kind,
    Topic,
    Municipality,
    Year,
}
