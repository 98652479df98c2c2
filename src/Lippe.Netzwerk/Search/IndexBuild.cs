namespace Lippe.Netzwerk.Search;

/// <summary>A new index on its way: all documents are taken into a folder of its own.</summary>
internal sealed class IndexBuild : IDisposable
{
    // So often does an index that is being filled find what is in already.
    private const int Refreshing = 2_000;

    private volatile bool _isAsked;
    private int _done;

    /// <param name="folder">An empty one.</param>
    /// <param name="language">What it is analysed with.</param>
    /// <param name="total">How many documents there are.</param>
    public IndexBuild(string folder, HubLanguage language, int total)
    {
        (Folder, Total) = (folder, total);
        Index = BuiltIndex.Create(IndexFolder.FilesOf(folder), language);
    }

    public string Folder { get; }

    public int Total { get; }

    /// <summary>How many documents are in.</summary>
    public int Done => _done;

    public BuiltIndex Index { get; }

    /// <summary>Takes in all documents, some at a time.</summary>
    /// <param name="reading">Reads them.</param>
    /// <param name="refused">Told which ones an index cannot hold.</param>
    public async Task FillAsync(IndexReading reading, Action<Guid> refused, CancellationToken cancellation)
    {
        var workers = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = cancellation,
        };
        await Parallel.ForEachAsync(reading.ReadAllAsync(cancellation), workers, (document, _) =>
        {
            if (!Index.TryAdd(document))
                refused(document.Id);
            if (Interlocked.Increment(ref _done) % Refreshing == 0 && _isAsked)
                Index.Refresh();
            return ValueTask.CompletedTask;
        });
    }

    /// <summary>Lets searches be answered from it while it is filled, for want of another one.</summary>
    public BuiltIndex Publish()
    {
        _isAsked = true;
        Index.Refresh();
        return Index;
    }

    /// <summary>Gives up what a failed build left.</summary>
    public void Delete()
    {
        Index.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public void Dispose() => Index.Dispose();
}
