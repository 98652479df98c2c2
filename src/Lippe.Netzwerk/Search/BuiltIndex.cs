using System.Globalization;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Directory = Lucene.Net.Store.Directory;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// One build of the index: what writes it and what reads it. What was put in is found after <see cref="Refresh"/>.
/// </summary>
internal sealed class BuiltIndex : IDisposable
{
    // In MB; with less the parts of a large index are merged more often.
    private const int Buffer = 48;

    private const string PositionKey = "position";
    private const string FingerprintKey = "fingerprint";
    private const string MomentKey = "moment";

    private readonly Directory _directory;
    private readonly IndexWriter _writer;
    private readonly SearcherManager _searchers;
    private readonly GermanAnalyzer _analyzer;
    private readonly string _fingerprint;
    private readonly Rights _rights = new();
    private ChangePosition? _position;
    private bool _isChanged;

    private BuiltIndex(Directory directory, HubLanguage language, OpenMode mode)
    {
        _directory = directory;
        Language = language;
        _analyzer = new GermanAnalyzer(language.Lexicon);
        _fingerprint = Fingerprint.Of(_analyzer, language.Words);
        _writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, _analyzer)
        {
            OpenMode = mode,
            Similarity = Weights.Similarity,
            RAMBufferSizeMB = Buffer,
            MergePolicy = new TieredMergePolicy { SegmentsPerTier = 4, MaxMergeAtOnce = 4 },
        });
        _searchers = new SearcherManager(_writer, applyAllDeletes: true, new Searchers());
    }

    public HubLanguage Language { get; private set; }

    /// <summary>When it was last written to the disk; null before the first time.</summary>
    public DateTimeOffset? CommittedAt { get; private set; }

    /// <summary>How many documents are in.</summary>
    public int Documents => Ask(snapshot => snapshot.Searcher.IndexReader.NumDocs);

    /// <summary>What it took on the disk when it was last opened or written.</summary>
    public long Bytes { get; private set; }

    /// <summary>Up to where in the change feed everything is put in; null while it is being filled.</summary>
    public ChangePosition? Position => _position;

    /// <summary>An empty index.</summary>
    public static BuiltIndex Create(Directory directory, HubLanguage language) =>
        new(directory, language, OpenMode.CREATE);

    /// <summary>
    /// The index in a folder; null when it was never committed, or made of other fields or by another analysis.
    /// </summary>
    public static BuiltIndex? Open(Directory directory, HubLanguage language)
    {
        if (!DirectoryReader.IndexExists(directory))
            return null;

        var index = new BuiltIndex(directory, language, OpenMode.APPEND);
        var data = index._writer.CommitData;
        index._position = PositionIn(data);
        if (index.Position is null || data[FingerprintKey] != index._fingerprint)
        {
            index.Dispose();
            return null;
        }

        index.CommittedAt = DateTimeOffset.Parse(data[MomentKey], CultureInfo.InvariantCulture);
        index.Bytes = index.Measure();
        return index;
    }

    /// <summary>The position that was written with an index; null when it never was filled.</summary>
    public static ChangePosition? PositionIn(IDictionary<string, string> data) =>
        ChangePosition.Parse(data.TryGetValue(PositionKey, out var position) ? position : null);

    /// <summary>Takes in a document that is certainly not there yet.</summary>
    /// <returns>False when its words are not what an index can hold.</returns>
    public bool TryAdd(IndexedDocument document) =>
        TryWrite(document, record => _writer.AddDocument(record));

    /// <summary>Takes a document in, in place of what was known of it.</summary>
    /// <returns>False when its words are not what an index can hold; it is not found any more then.</returns>
    public bool TryPut(IndexedDocument document) =>
        TryWrite(document, record => _writer.UpdateDocument(KeyOf(document.Id), record));

    /// <summary>Takes a document out.</summary>
    public void Remove(Guid id) => _writer.DeleteDocuments(KeyOf(id));

    /// <summary>Takes over other synonyms.</summary>
    public void Use(Synonyms synonyms) => Language = Language with { Synonyms = synonyms };

    /// <summary>Lets searches find what was put in, which is everything up to a position.</summary>
    public void MoveTo(ChangePosition position)
    {
        _isChanged = true;
        _searchers.MaybeRefreshBlocking();
        _position = position;
    }

    /// <summary>
    /// Notes that there was nothing to put in up to a position, unless something was put in meanwhile.
    /// </summary>
    public void SkipTo(ChangePosition position, ChangePosition from) =>
        Interlocked.CompareExchange(ref _position, position, from);

    /// <summary>Lets searches find what was put in so far.</summary>
    public void Refresh() => _searchers.MaybeRefreshBlocking();

    /// <summary>Writes everything to the disk, with the position it is as new as.</summary>
    public void Commit(DateTimeOffset at)
    {
        if (!_isChanged)
            return;
        _writer.SetCommitData(new Dictionary<string, string>
        {
            [PositionKey] = $"{Position}",
            [FingerprintKey] = _fingerprint,
            [MomentKey] = at.ToString("O", CultureInfo.InvariantCulture),
        });
        _writer.Commit();
        _isChanged = false;
        CommittedAt = at;
        Bytes = Measure();
    }

    /// <summary>Asks the index as it was last refreshed.</summary>
    /// <exception cref="ObjectDisposedException">Another one has taken its place.</exception>
    public T Ask<T>(Func<Snapshot, T> ask)
    {
        var searcher = _searchers.Acquire();
        try
        {
            return ask(new Snapshot(searcher, Language, _rights));
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    /// <summary>Reads everything once to see whether it is as it was written.</summary>
    /// <exception cref="CorruptIndexException">It is not.</exception>
    public void Check() => Ask(snapshot =>
    {
        foreach (var leaf in snapshot.Searcher.IndexReader.Leaves)
            leaf.AtomicReader.CheckIntegrity();
        return true;
    });

    public void Dispose()
    {
        _searchers.Dispose();
        _writer.Rollback();
        _directory.Dispose();
    }

    // One document that cannot be written must not keep all others from being found.
    private bool TryWrite(IndexedDocument document, Action<Lucene.Net.Documents.Document> write)
    {
        try
        {
            write(IndexFields.ToRecord(document));
            return true;
        }
        catch (Exception e) when (e is not (IOException or ObjectDisposedException or OutOfMemoryException))
        {
            Remove(document.Id);
            return false;
        }
    }

    private static Term KeyOf(Guid id) => new(IndexFields.Id, IndexFields.KeyOf(id));

    // Of the segments a searcher holds: a merge may delete other files while they are looked at.
    private long Measure() => Ask(snapshot => snapshot.Searcher.IndexReader.Leaves
        .Sum(leaf => ((SegmentReader)leaf.AtomicReader).SegmentInfo.GetSizeInBytes()));

    private sealed class Searchers : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader) =>
            new(reader) { Similarity = Weights.Similarity };
    }
}
