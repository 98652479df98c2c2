using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>How many documents there are for each choice of each filter, given the other filters; choices without any are left out.</summary>
public sealed record FacetCounts
{
    /// <summary>Nothing found.</summary>
    public static readonly FacetCounts None = new();

    /// <summary>Documents that meet all conditions.</summary>
    public int Total { get; init; }

    public IReadOnlyDictionary<DocumentState, int> States { get; init; } = new Dictionary<DocumentState, int>();

    public IReadOnlyDictionary<DocumentKind, int> Kinds { get; init; } = new Dictionary<DocumentKind, int>();

    /// <summary>By the topic's key.</summary>
    public IReadOnlyDictionary<string, int> Topics { get; init; } = new Dictionary<string, int>();

    /// <summary>By the municipality's id.</summary>
    public IReadOnlyDictionary<Guid, int> Municipalities { get; init; } = new Dictionary<Guid, int>();

    /// <summary>Newest first.</summary>
    public IReadOnlyDictionary<int, int> Years { get; init; } = new Dictionary<int, int>();

    /// <summary>Documents that would meet all conditions if a filter in use was dropped.</summary>
    public IReadOnlyDictionary<Facets, int> WithoutFilter { get; init; } = new Dictionary<Facets, int>();
}
