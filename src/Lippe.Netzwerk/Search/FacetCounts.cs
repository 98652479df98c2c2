using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Lippe.Netzwerk.Search;

/// <summary>How many documents there are for each choice of each filter, given the other filters.</summary>
/// <param name="Total">Documents that meet all conditions.</param>
/// <param name="Choices">By filter and choice; choices without any are left out.</param>
/// <param name="WithoutFilter">Documents that would meet all conditions if a filter was dropped.</param>
public sealed record FacetCounts(
    int Total,
    IReadOnlyDictionary<Facet, IReadOnlyDictionary<string, int>> Choices,
    IReadOnlyDictionary<Facet, int> WithoutFilter)
{
    /// <summary>Nothing found.</summary>
    public static readonly FacetCounts None =
        new(0, new Dictionary<Facet, IReadOnlyDictionary<string, int>>(), new Dictionary<Facet, int>());

    /// <summary>The years that documents are of, newest first.</summary>
    public IEnumerable<int> Years => Choices.TryGetValue(Facet.Year, out var counts)
        ? counts.Keys.Select(year => int.Parse(year, CultureInfo.InvariantCulture)).OrderDescending()
        : [];

    /// <summary>Documents of one choice: a kind, a state, a year, a topic's key, a municipality's id.</summary>
    public int Of(Facet facet, object choice) =>
        Choices.TryGetValue(facet, out var counts) ? counts.GetValueOrDefault(IndexFields.KeyOf(choice)) : 0;
}

/// <summary>Counts as a search goes on, and hands documents that meet all conditions on to another collector.</summary>
internal sealed class FacetCounter(SearchScope scope, ICollector hits) : ICollector
{
    private readonly Filter[] _filters =
        [.. Enum.GetValues<Facet>().Select(facet => new Filter(facet, scope.Chosen(facet)))];
    private int _total;

    public bool AcceptsDocsOutOfOrder => hits.AcceptsDocsOutOfOrder;

    /// <summary>What was counted; only after the search.</summary>
    public FacetCounts Counts() => new(
        _total,
        _filters.ToDictionary(filter => filter.Facet, filter => filter.Counts()),
        _filters.ToDictionary(filter => filter.Facet, filter => filter.Missed + _total));

    public void SetScorer(Scorer scorer) => hits.SetScorer(scorer);

    public void SetNextReader(AtomicReaderContext context)
    {
        foreach (var filter in _filters)
            filter.Open(context.AtomicReader);
        hits.SetNextReader(context);
    }

    public void Collect(int doc)
    {
        Filter? missed = null;
        foreach (var filter in _filters)
        {
            if (filter.Fits(doc))
                continue;
            if (missed is not null)
                return;
            missed = filter;
        }

        if (missed is not null)
        {
            missed.Missed++;
            missed.Count(doc);
            return;
        }

        _total++;
        hits.Collect(doc);
        foreach (var filter in _filters)
            filter.Count(doc);
    }

    private sealed class Filter(Facet facet, string? chosen)
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
        private SortedSetDocValues _values = DocValues.EMPTY_SORTED_SET;
        private int[] _inSegment = [];
        private long _chosen;

        public Facet Facet => facet;

        /// <summary>Documents that meet all conditions but this one.</summary>
        public int Missed { get; set; }

        public void Open(AtomicReader reader)
        {
            TakeSegment();
            _values = FieldCache.DEFAULT.GetDocTermOrds(reader, IndexFields.NameOf(facet));
            _inSegment = new int[_values.ValueCount];
            _chosen = chosen is null ? 0 : _values.LookupTerm(new BytesRef(chosen));
        }

        public bool Fits(int doc)
        {
            if (chosen is null)
                return true;
            _values.SetDocument(doc);
            for (var ord = _values.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = _values.NextOrd())
            {
                if (ord == _chosen)
                    return true;
            }

            return false;
        }

        public void Count(int doc)
        {
            _values.SetDocument(doc);
            for (var ord = _values.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = _values.NextOrd())
                _inSegment[ord]++;
        }

        public IReadOnlyDictionary<string, int> Counts()
        {
            TakeSegment();
            return _counts;
        }

        private void TakeSegment()
        {
            var choice = new BytesRef();
            foreach (var (ord, count) in _inSegment.Index().Where(counted => counted.Item > 0))
            {
                _values.LookupOrd(ord, choice);
                var key = choice.Utf8ToString();
                _counts[key] = _counts.GetValueOrDefault(key) + count;
            }

            _inSegment = [];
        }
    }
}
