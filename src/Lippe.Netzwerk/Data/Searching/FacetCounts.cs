using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Data.Searching;

/// <summary>How many documents there are for each choice of each filter, given the other filters.</summary>
public sealed class FacetCounts
{
    private readonly Dictionary<DocumentState, int> _states = [];
    private readonly Dictionary<DocumentKind, int> _kinds = [];
    private readonly Dictionary<string, int> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> _municipalities = [];
    private readonly SortedDictionary<int, int> _years = new(Comparer<int>.Create((one, other) => other.CompareTo(one)));

    private readonly Dictionary<Facets, int> _missingOne = [];

    /// <summary>Documents that meet all conditions.</summary>
    public int Total { get; private set; }

    public IReadOnlyDictionary<DocumentState, int> States => _states;

    public IReadOnlyDictionary<DocumentKind, int> Kinds => _kinds;

    /// <summary>By the topic's key.</summary>
    public IReadOnlyDictionary<string, int> Topics => _topics;

    /// <summary>By the municipality's id.</summary>
    public IReadOnlyDictionary<Guid, int> Municipalities => _municipalities;

    /// <summary>Newest first.</summary>
    public IReadOnlyDictionary<int, int> Years => _years;

    /// <summary>Documents that would meet all conditions if that filter was dropped.</summary>
    public int Without(Facets filter) => Total + _missingOne.GetValueOrDefault(filter);

    /// <summary>Counts a document where it meets all other conditions.</summary>
    internal void Count(IndexedDocument document, Facets misses)
    {
        if (misses == Facets.None)
            Total++;
        else
            Add(_missingOne, misses);
        if (IsFree(Facets.State))
            Add(_states, document.State);
        if (IsFree(Facets.Kind))
            Add(_kinds, document.Kind);
        if (IsFree(Facets.Municipality))
            Add(_municipalities, document.MunicipalityId);
        if (IsFree(Facets.Year))
            Add(_years, document.Year);
        if (!IsFree(Facets.Topic))
            return;
        foreach (var topic in document.Topics)
            Add(_topics, topic);

        bool IsFree(Facets facet) => (misses & ~facet) == Facets.None;
    }

    private static void Add<T>(IDictionary<T, int> counts, T choice) => counts[choice] = counts.TryGetValue(choice, out var count) ? count + 1 : 1;
}
