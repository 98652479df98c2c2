using Lippe.Netzwerk.Domain;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// Counts documents for each choice of each filter, given the others, and hands those that meet all conditions on to another collector.
/// </summary>
internal sealed class HitCollector(SearchScope scope, ICollector hits) : ICollector
{
    private readonly Dictionary<Facets, int> _withoutFilter = scope.Narrowed.ToDictionary(filter => filter, _ => 0);
    private readonly Dictionary<DocumentState, int> _states = [];
    private readonly Dictionary<DocumentKind, int> _kinds = [];
    private readonly Dictionary<string, int> _topics = [];
    private readonly Dictionary<Guid, int> _municipalities = [];
    private readonly SortedDictionary<int, int> _years = new(Comparer<int>.Create((one, other) => other.CompareTo(one)));
    private Segment _segment = Segment.None;
    private int _total;

    public bool AcceptsDocsOutOfOrder => hits.AcceptsDocsOutOfOrder;

    /// <summary>What was counted; only after the search.</summary>
    public FacetCounts Counts()
    {
        Take(_segment);
        _segment = Segment.None;
        return new FacetCounts
        {
            Total = _total,
            States = _states,
            Kinds = _kinds,
            Topics = _topics,
            Municipalities = _municipalities,
            Years = _years,
            WithoutFilter = _withoutFilter.ToDictionary(filter => filter.Key, filter => filter.Value + _total),
        };
    }

    public void SetScorer(Scorer scorer) => hits.SetScorer(scorer);

    public void SetNextReader(AtomicReaderContext context)
    {
        Take(_segment);
        _segment = new Segment(context.AtomicReader, scope);
        hits.SetNextReader(context);
    }

    public void Collect(int doc)
    {
        var missed = _segment.Missed(doc, out var isOne);
        if (!isOne)
            return;
        if (missed == Facets.None)
        {
            _total++;
            hits.Collect(doc);
        }
        else
        {
            _withoutFilter[missed]++;
        }

        Count(doc, missed);
    }

    private void Count(int doc, Facets missed)
    {
        if (missed is Facets.None or Facets.State)
            Count(_states, (DocumentState)_segment.States.Get(doc), 1);
        if (missed is Facets.None or Facets.Kind)
            Count(_kinds, (DocumentKind)_segment.Kinds.Get(doc), 1);
        if (missed is Facets.None or Facets.Year)
            Count(_years, (int)_segment.Years.Get(doc), 1);
        if (missed is Facets.None or Facets.Municipality)
            _segment.MunicipalityCounts[_segment.Municipalities.GetOrd(doc)]++;
        if (missed is Facets.None or Facets.Topic)
            _segment.CountTopics(doc);
    }

    private void Take(Segment segment)
    {
        foreach (var (ord, count) in segment.MunicipalityCounts.Index())
        {
            if (count > 0)
                Count(_municipalities, Guid.ParseExact(segment.MunicipalityOf(ord), "N"), count);
        }

        foreach (var (ord, count) in segment.TopicCounts.Index())
        {
            if (count > 0)
                Count(_topics, segment.TopicOf(ord), count);
        }
    }

    private static void Count<T>(IDictionary<T, int> counts, T choice, int count)
        where T : notnull => counts[choice] = count + (counts.TryGetValue(choice, out var known) ? known : 0);

    /// <summary>The values of one part of the index, and what is counted in it.</summary>
    private sealed class Segment
    {
        public static readonly Segment None = new();

        private readonly SearchScope _scope = null!;
        private readonly SortedSetDocValues _topics = null!;
        private readonly long _topic;
        private readonly int _municipality;

        public Segment(AtomicReader reader, SearchScope scope)
        {
            _scope = scope;
            States = reader.GetNumericDocValues(IndexFields.State);
            Kinds = reader.GetNumericDocValues(IndexFields.Kind);
            Years = reader.GetNumericDocValues(IndexFields.Year);
            Municipalities = reader.GetSortedDocValues(IndexFields.Municipality);
            // A part of the index without any topic has no such values.
            _topics = reader.GetSortedSetDocValues(IndexFields.Topic) ?? DocValues.EMPTY_SORTED_SET;
            MunicipalityCounts = new int[Municipalities.ValueCount];
            TopicCounts = new int[_topics.ValueCount];
            _municipality = scope.MunicipalityId is { } id ? Municipalities.LookupTerm(new BytesRef(IndexFields.IdOf(id))) : 0;
            _topic = scope.Topic is { } topic ? _topics.LookupTerm(new BytesRef(topic)) : 0;
        }

        private Segment() => (MunicipalityCounts, TopicCounts) = ([], []);

        public NumericDocValues States { get; } = null!;

        public NumericDocValues Kinds { get; } = null!;

        public NumericDocValues Years { get; } = null!;

        public SortedDocValues Municipalities { get; } = null!;

        public int[] MunicipalityCounts { get; }

        public int[] TopicCounts { get; }

        /// <summary>The filter that a document misses.</summary>
        /// <param name="doc">The document.</param>
        /// <param name="isOne">Whether it is one at most.</param>
        public Facets Missed(int doc, out bool isOne)
        {
            var (missed, count) = (Facets.None, 0);
            Check(Facets.State, States.Get(doc) == (int)_scope.State);
            Check(Facets.Kind, _scope.Kind is null || Kinds.Get(doc) == (int)_scope.Kind);
            Check(Facets.Year, _scope.Year is null || Years.Get(doc) == _scope.Year);
            Check(Facets.Municipality, _scope.MunicipalityId is null || Municipalities.GetOrd(doc) == _municipality);
            Check(Facets.Topic, _scope.Topic is null || HasTopic(doc));
            isOne = count <= 1;
            return missed;

            void Check(Facets filter, bool fits)
            {
                if (!fits)
                    (missed, count) = (filter, count + 1);
            }
        }

        public void CountTopics(int doc)
        {
            _topics.SetDocument(doc);
            for (var ord = _topics.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = _topics.NextOrd())
                TopicCounts[ord]++;
        }

        public string MunicipalityOf(int ord) => TextOf(value => Municipalities.LookupOrd(ord, value));

        public string TopicOf(int ord) => TextOf(value => _topics.LookupOrd(ord, value));

        private bool HasTopic(int doc)
        {
            _topics.SetDocument(doc);
            for (var ord = _topics.NextOrd(); ord != SortedSetDocValues.NO_MORE_ORDS; ord = _topics.NextOrd())
            {
                if (ord == _topic)
                    return true;
            }

            return false;
        }

        private static string TextOf(Action<BytesRef> look)
        {
            var value = new BytesRef();
            look(value);
            return value.Utf8ToString();
        }
    }
}
