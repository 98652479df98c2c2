using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Search;

/// <summary>The documents of each state, kind, topic, municipality and year as sets, so that filters and their counts cost next to nothing.</summary>
internal sealed class DocumentFacets
{
    // Sets of so many viewers are kept, at 12 kB for 100,000 documents.
    private const int MostViewers = 200;

    private readonly Dictionary<DocumentState, DocumentSet> _states = [];
    private readonly Dictionary<DocumentKind, DocumentSet> _kinds = [];
    private readonly Dictionary<string, DocumentSet> _topics = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, DocumentSet> _municipalities = [];
    private readonly SortedDictionary<int, DocumentSet> _years = new(Comparer<int>.Create((one, other) => other.CompareTo(one)));
    private readonly List<double> _days = [];
    private readonly DocumentSet _live = new(0);
    private readonly ConcurrentDictionary<Viewer, Admitted> _admitted = [];

    /// <summary>The day of each document, by number, since the year 1.</summary>
    public ReadOnlySpan<double> Days => CollectionsMarshal.AsSpan(_days);

    /// <summary>A moment as <see cref="Days"/> has it.</summary>
    public static double DayOf(DateTimeOffset moment) => moment.UtcTicks / (double)TimeSpan.TicksPerDay;

    /// <summary>Takes the next document in.</summary>
    public void Add(int number, IndexedDocument document)
    {
        _live.Add(number);
        _days.Add(DayOf(document.At));
        Of(_states, document.State).Add(number);
        Of(_kinds, document.Kind).Add(number);
        Of(_municipalities, document.MunicipalityId).Add(number);
        Of(_years, document.Year).Add(number);
        foreach (var topic in document.Topics)
            Of(_topics, topic).Add(number);
    }

    /// <summary>Leaves a replaced document out.</summary>
    public void Remove(int number) => _live.Remove(number);

    /// <summary>All documents the viewer may see.</summary>
    public DocumentSet VisibleTo(Viewer viewer, ReadOnlySpan<IndexedDocument> documents)
    {
        if (!_admitted.TryGetValue(viewer, out var admitted))
        {
            if (_admitted.Count >= MostViewers)
                _admitted.Clear();
            admitted = _admitted.GetOrAdd(viewer, asking => new Admitted(asking));
        }

        return admitted.Extend(documents).And(_live);
    }

    /// <summary>The documents that meet each condition of a search.</summary>
    public IReadOnlyDictionary<Facets, DocumentSet> Fitting(SearchScope scope)
    {
        var none = new DocumentSet(0);
        var fitting = new Dictionary<Facets, DocumentSet> { [Facets.State] = _states.GetValueOrDefault(scope.State, none) };
        if (scope.Kind is { } kind)
            fitting[Facets.Kind] = _kinds.GetValueOrDefault(kind, none);
        if (scope.Topic is { } topic)
            fitting[Facets.Topic] = _topics.GetValueOrDefault(topic, none);
        if (scope.MunicipalityId is { } municipality)
            fitting[Facets.Municipality] = _municipalities.GetValueOrDefault(municipality, none);
        if (scope.Year is { } year)
            fitting[Facets.Year] = _years.GetValueOrDefault(year, none);
        return fitting;
    }

    /// <summary>How many documents there are for each choice of each filter, given the others.</summary>
    /// <param name="found">What was found, whatever the filters.</param>
    /// <param name="fitting">See <see cref="Fitting"/>.</param>
    public FacetCounts Count(DocumentSet found, IReadOnlyDictionary<Facets, DocumentSet> fitting)
    {
        var all = Narrow(Facets.None);
        return new FacetCounts
        {
            Total = all.Count,
            States = Count(_states, Without(Facets.State)),
            Kinds = Count(_kinds, Without(Facets.Kind)),
            Topics = Count(_topics, Without(Facets.Topic)),
            Municipalities = Count(_municipalities, Without(Facets.Municipality)),
            Years = Count(_years, Without(Facets.Year)),
            WithoutFilter = fitting.Keys.ToDictionary(filter => filter, filter => Without(filter).Count),
        };

        DocumentSet Without(Facets filter) => fitting.ContainsKey(filter) ? Narrow(filter) : all;

        DocumentSet Narrow(Facets filter)
        {
            var left = found.Copy();
            foreach (var condition in fitting.Where(condition => condition.Key != filter))
                left.Keep(condition.Value);
            return left;
        }
    }

    private static Dictionary<T, int> Count<T>(IDictionary<T, DocumentSet> choices, DocumentSet found)
        where T : notnull
    {
        var counts = new Dictionary<T, int>();
        foreach (var (choice, documents) in choices)
        {
            if (found.CountIn(documents) is var count and > 0)
                counts[choice] = count;
        }

        return counts;
    }

    private static DocumentSet Of<T>(IDictionary<T, DocumentSet> sets, T choice)
    {
        if (!sets.TryGetValue(choice, out var set))
            sets[choice] = set = new DocumentSet(0);
        return set;
    }

    /// <summary>What one viewer may see of the documents looked at so far.</summary>
    private sealed class Admitted(Viewer viewer)
    {
        private readonly Lock _turn = new();
        private readonly DocumentSet _set = new(0);
        private int _size;

        public DocumentSet Extend(ReadOnlySpan<IndexedDocument> documents)
        {
            lock (_turn)
            {
                for (; _size < documents.Length; _size++)
                {
                    if (viewer.MaySee(documents[_size]))
                        _set.Add(_size);
                }

                return _set;
            }
        }
    }
}
