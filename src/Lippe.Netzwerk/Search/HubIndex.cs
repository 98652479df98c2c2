using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;

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

    // So long does a question wait for an index that is being filled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    // So long until the next try after a first failure; twice as long after each further one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private IndexFolder? _folder;
    private volatile BuiltIndex? _live;
    private Task _building = Task.CompletedTask;

    // What is being built, or what a failed build left.
    private IndexBuild? _build;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _nextTry;

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
            var (done, total) = !_building.IsCompleted && _build is { } build
                ? (build.Done, build.Total)
                : (0, 0);
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
        while (true)
        {
            if (_live is not { } index)
            {
                await CatchUpAsync(cancellation);
                continue;
            }

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
        _build?.Dispose();
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
        var left = changes.Where(change => change.Kind == RecordKinds.Document)
            .Select(change => Guid.Parse(change.Id)).ToHashSet();
        if (left.Count > 0)
        {
            await foreach (var document in source.ReadAsync([.. left], cancellation))
            {
                Put(index, document);
                left.Remove(document.Id);
            }

            foreach (var deleted in left)
                index.Remove(deleted);
        }

        foreach (var topic in changes.Where(change => change.Kind == RecordKinds.Topic))
        {
            await foreach (var document in source.ReadOfTopicAsync(topic.Id, cancellation))
                Put(index, document);
        }

        if (changes.Any(change => change.Kind == RecordKinds.NetworkText))
            await ApplyListsAsync(index, cancellation);
    }

    private void Put(BuiltIndex index, SourceDocument document)
    {
        if (!index.TryPut(document))
            ReportRefused(document.Id);
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
            var index = BuiltIndex.Open(IndexFolder.FilesOf(build), language);
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
                // One that is being filled fails by itself, or is found out once it is full.
                if (_live != damaged || damaged.Position is null)
                    return;
                _live = _building.IsCompleted ? null : _build?.Publish();
                damaged.Dispose();
                _folder!.KeepOnly(_build?.Folder);
                // Nothing answers meanwhile, so nothing is waited for.
                _nextTry = default;
                await BuildAsync();
            },
            cancellation);
    }

    // Only in turn; one at a time.
    private async Task BuildAsync()
    {
        if (!_building.IsCompleted || clock.GetUtcNow() < _nextTry)
            return;
        var position = await feed.HereAsync(_stopping.Token);
        var language = HubLanguage.Of(await source.ReadListsAsync(_stopping.Token));
        var total = await source.CountAsync(_stopping.Token);
        var (failed, build) = (_build, new IndexBuild(_folder!.NewBuild(), language, total));
        _build = build;
        if (_live is null or { Position: null })
            _live = build.Publish();
        failed?.Delete();
        log.LogInformation("{Total} Dokumente kommen in einen neuen Index in {Folder}", total, build.Folder);
        _building = Task.Run(() => CompleteAsync(build, position));
    }

    private async Task CompleteAsync(IndexBuild build, ChangePosition position)
    {
        try
        {
            await build.FillAsync(source, ReportRefused, _stopping.Token);
            await InTurnAsync(() => FinishAsync(build, position), _stopping.Token);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            log.LogError(e, "Der Index ließ sich nicht fertig bauen; der nächste Versuch beginnt in {Pause}", _pause);
            _nextTry = clock.GetUtcNow() + _pause;
            _pause = _pause < LongestPause ? 2 * _pause : LongestPause;
        }
    }

    private Task FinishAsync(IndexBuild build, ChangePosition position)
    {
        build.Index.MoveTo(position);
        (var before, _live, _build, _pause) = (_live, build.Index, null, FirstPause);
        if (before != build.Index)
            before?.Dispose();
        build.Index.Commit(clock.GetUtcNow());
        _folder!.KeepOnly(build.Folder);
        return Task.CompletedTask;
    }

    private void ReportRefused(Guid id) =>
        log.LogError("Der Index kann {Id} nicht aufnehmen; die Suche findet es nicht", id);

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
