using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;
using Lucene.Net.Store;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// This node's index of all documents. Before each question it takes in what was saved since the last one, on whichever
/// node, so a document is found as soon as its save is committed. Whatever is wrong with the index, another one is
/// built beside it.
/// </summary>
/// <param name="folder">Where it is kept.</param>
/// <param name="source">What it is made of.</param>
/// <param name="feed">Tells what changed.</param>
/// <param name="clock">Dates what is written to the disk.</param>
/// <param name="log">Gets what an operator should know.</param>
public sealed class HubIndex(
    IndexLocation folder, IndexSource source, ChangeReader feed, TimeProvider clock, ILogger<HubIndex> log)
    : IAsyncDisposable
{
    // Who is behind by more builds anew, beside the index that answers meanwhile.
    private const int MostTakenIn = 5_000;

    // So often does an index that is being filled find what is in already.
    private const int Refreshing = 2_000;

    // So long does a question wait for an index that is being filled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private IndexFolder? _folder;
    private volatile BuiltIndex? _live;
    private Task _building = Task.CompletedTask;

    // What is being built, or what a failed build left.
    private BuiltIndex? _unfinished;
    private int _done;
    private int _total;

    /// <summary>How it is doing.</summary>
    public IndexStatus Status
    {
        get
        {
            var readiness = (_live, _building.IsCompleted) switch
            {
                (null, _) => IndexReadiness.Closed,
                ({ Position: null }, _) => IndexReadiness.Filling,
                (_, false) => IndexReadiness.Rebuilding,
                _ => IndexReadiness.Ready,
            };
            var (done, total) = _building.IsCompleted ? (0, 0) : (_done, _total);
            return _live is { } index
                ? new IndexStatus(readiness, done, total, index.Documents, index.Bytes, index.CommittedAt)
                : new IndexStatus(readiness, done, total, 0, 0, null);
        }
    }

    /// <summary>Takes in what changed and then asks the index.</summary>
    internal async Task<T> AskAsync<T>(Func<Snapshot, T> ask, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        return await AskAsItIsAsync(ask, cancellation);
    }

    /// <summary>Asks the index without taking in what changed: it may be some seconds old.</summary>
    internal async Task<T> AskAsItIsAsync<T>(Func<Snapshot, T> ask, CancellationToken cancellation)
    {
        if (_live is null)
            await CatchUpAsync(cancellation);
        while (true)
        {
            var index = _live!;
            try
            {
                return index.Ask(ask);
            }
            catch (ObjectDisposedException) when (index != _live)
            {
                // Another one has taken its place in this moment.
            }
            catch (IOException e)
            {
                await ReplaceAsync(index, e, cancellation);
                throw;
            }
        }
    }

    /// <summary>Takes in what changed; opens or builds the index if need be.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        if (_live is { Position: { } position } index
            && await feed.SinceAsync(position, cancellation) is { Changes.Count: 0 } nothing)
        {
            index.SkipTo(nothing.Position, position);
            return;
        }

        await InTurnAsync(() => TakeInAsync(cancellation), cancellation);
        if (_live is { Position: null })
        {
            await Task.WhenAny(_building, Task.Delay(Patience, cancellation));
            await InTurnAsync(() => TakeInAsync(cancellation), cancellation);
        }
    }

    /// <summary>Writes to the disk what was taken in, so that it need not be taken in again after a restart.</summary>
    public async Task SaveAsync(CancellationToken cancellation)
    {
        var isSaved = false;
        await CatchUpAsync(cancellation);
        await InTurnAsync(
            () =>
            {
                isSaved = _live is { Position: not null } index && index.Commit(clock.GetUtcNow());
                return Task.CompletedTask;
            },
            cancellation);
        if (isSaved)
            await feed.PruneAsync(cancellation);
    }

    /// <summary>Reads the whole index once, and builds another one if it is damaged.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        if (_live is not { Position: not null } index)
            return;
        try
        {
            index.Check();
        }
        catch (IOException e)
        {
            await ReplaceAsync(index, e, cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _unfinished?.Dispose();
        if (_live is { Position: not null } index)
        {
            index.Commit(clock.GetUtcNow());
            index.Dispose();
        }

        _folder?.Dispose();
        _stopping.Dispose();
        _turn.Dispose();
    }

    private async Task TakeInAsync(CancellationToken cancellation)
    {
        if (_live is null)
            await OpenAsync(cancellation);
        if (_live is not { Position: { } position } index)
        {
            // Tried again when the database failed meanwhile.
            await BuildAsync();
            return;
        }

        if (await feed.SinceAsync(position, cancellation) is not { Changes.Count: <= MostTakenIn } news)
        {
            await BuildAsync();
            return;
        }

        await ApplyAsync(index, news.Changes, cancellation);
        index.MoveTo(news.Position);
    }

    private async Task ApplyAsync(BuiltIndex index, IReadOnlyList<Change> changes, CancellationToken cancellation)
    {
        var gone = changes.Where(change => change.Kind == RecordKinds.Document)
            .Select(change => Guid.Parse(change.Id)).ToHashSet();
        if (gone.Count > 0)
        {
            await foreach (var document in source.ReadAsync([.. gone], cancellation))
            {
                index.Put(document);
                gone.Remove(document.Id);
            }

            foreach (var id in gone)
                index.Remove(id);
        }

        foreach (var topic in changes.Where(change => change.Kind == RecordKinds.Topic))
        {
            await foreach (var document in source.ReadOfTopicAsync(topic.Id, cancellation))
                index.Put(document);
        }

        if (changes.Any(change => change.Kind == RecordKinds.NetworkText))
            await ApplyListsAsync(index, cancellation);
    }

    private async Task ApplyListsAsync(BuiltIndex index, CancellationToken cancellation)
    {
        var lists = await source.ReadListsAsync(cancellation);
        index.Use(Synonyms.Parse(lists.Synonyms));
        if (lists.Words != index.Language.Words)
            await BuildAsync();
    }

    private async Task OpenAsync(CancellationToken cancellation)
    {
        _folder ??= IndexFolder.Claim(folder.Path, log);
        var language = HubLanguage.Of(await source.ReadListsAsync(cancellation));
        var here = await feed.HereAsync(cancellation);
        foreach (var build in _folder.Builds)
        {
            if (TryOpen(build, language) is not { } index)
                continue;
            if (index.Position!.Database == here.Database)
            {
                _live = index;
                _folder.KeepOnly(build);
                return;
            }

            log.LogWarning("Der Index in {Folder} gehört zu einer anderen Datenbank und wird neu gebaut", build);
            index.Dispose();
        }
    }

    private BuiltIndex? TryOpen(string build, HubLanguage language)
    {
        try
        {
            var index = BuiltIndex.Open(FSDirectory.Open(build), language);
            if (index is null)
                log.LogInformation("Der Index in {Folder} ist unfertig oder anders gebaut und entsteht neu", build);
            return index;
        }
        // Damaged files raise whatever their bytes lead to.
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            log.LogWarning("Der Index in {Folder} ist beschädigt und wird neu gebaut: {Reason}", build, e.Message);
            return null;
        }
    }

    private async Task ReplaceAsync(BuiltIndex damaged, IOException reason, CancellationToken cancellation)
    {
        log.LogWarning("Der Index ist beschädigt und wird neu gebaut: {Reason}", reason.Message);
        await InTurnAsync(
            async () =>
            {
                if (_live == damaged)
                {
                    _live = null;
                    damaged.Dispose();
                    await BuildAsync();
                }
            },
            cancellation);
    }

    // Only in turn; one at a time.
    private async Task BuildAsync()
    {
        if (!_building.IsCompleted)
            return;
        _unfinished?.Dispose();
        var position = await feed.HereAsync(_stopping.Token);
        var language = HubLanguage.Of(await source.ReadListsAsync(_stopping.Token));
        (_done, _total) = (0, await source.CountAsync(_stopping.Token));
        var build = _folder!.NewBuild();
        var index = _unfinished = BuiltIndex.Create(FSDirectory.Open(build), language);
        if (_live is null or { Position: null })
            _live = index;
        log.LogInformation("{Total} Dokumente kommen in einen neuen Index in {Folder}", _total, build);
        _building = Task.Run(async () =>
        {
            await FillAsync(index);
            await InTurnAsync(() => FinishAsync(index, build, position), _stopping.Token);
        });
    }

    private async Task FillAsync(BuiltIndex index)
    {
        var workers = new ParallelOptions
        {
            MaxDegreeOfParallelism = Environment.ProcessorCount,
            CancellationToken = _stopping.Token,
        };
        await Parallel.ForEachAsync(source.ReadAllAsync(_stopping.Token), workers, (document, _) =>
        {
            index.Add(document);
            if (Interlocked.Increment(ref _done) % Refreshing == 0 && _live == index)
                index.Refresh();
            return ValueTask.CompletedTask;
        });
    }

    private Task FinishAsync(BuiltIndex index, string build, ChangePosition position)
    {
        _unfinished = null;
        index.MoveTo(position);
        index.Commit(clock.GetUtcNow());
        (var before, _live) = (_live, index);
        if (before != index)
            before?.Dispose();
        _folder!.KeepOnly(build);
        return Task.CompletedTask;
    }

    private async Task InTurnAsync(Func<Task> work, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            await work();
        }
        finally
        {
            _turn.Release();
        }
    }
}

/// <summary>Where a node keeps its index.</summary>
public sealed record IndexLocation(string Path);
