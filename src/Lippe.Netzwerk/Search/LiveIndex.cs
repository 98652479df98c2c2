using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// The index that answers on this node, and the one built to take its place: the first one, or another whenever
/// something is wrong with it. Answers go on meanwhile as far as they can.
/// </summary>
/// <param name="location">Where it is kept.</param>
/// <param name="reading">Reads what it is made of.</param>
/// <param name="feed">Tells which database it is made of, and how new it is.</param>
/// <param name="clock">Dates what is written to the disk.</param>
/// <param name="log">Gets what an operator should know.</param>
public sealed class LiveIndex(
    IndexLocation location, IndexReading reading, ChangeReader feed, TimeProvider clock, ILogger<LiveIndex> log)
    : IAsyncDisposable
{
    // So long until the next try after a first failure; twice as long after each further one.
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stopping = new();
    private IndexFolder? _folder;
    private volatile BuiltIndex? _current;

    // What is being built, or what a failed build left.
    private IndexBuild? _build;
    private TimeSpan _pause = FirstPause;
    private DateTimeOffset _nextTry;
    private volatile string? _trouble;

    /// <summary>What answers; it has no position while it is filled. Null before it is opened.</summary>
    internal BuiltIndex? Current => _current;

    /// <summary>Whether what answers can take in nothing more, because the disk failed it.</summary>
    internal bool IsStale => _trouble is not null && _current is not null;

    /// <summary>Ends when the build under way does, however it does.</summary>
    internal Task Building { get; private set; } = Task.CompletedTask;

    internal IndexStatus Status
    {
        get
        {
            var readiness = (_current, Building.IsCompleted) switch
            {
                (null, _) => IndexReadiness.Closed,
                ({ Position: null }, _) => IndexReadiness.Filling,
                _ when _trouble is not null => IndexReadiness.Stale,
                (_, false) => IndexReadiness.Rebuilding,
                _ => IndexReadiness.Ready,
            };
            var (done, total) = !Building.IsCompleted && _build is { } build
                ? (build.Done, build.Total)
                : (0, 0);
            var status = _current is { } index
                ? new IndexStatus(readiness, done, total, index.Documents, index.Bytes, index.CommittedAt)
                : new IndexStatus(readiness, done, total, 0, 0, null);
            return status with { Trouble = _trouble };
        }
    }

    /// <summary>Does what must not meet another change of the index.</summary>
    internal async Task InTurnAsync(Func<Task> work, CancellationToken cancellation)
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

    /// <summary>
    /// Does what the disk may refuse: the site goes on without it, the index answers as it is, and another one is built
    /// when the pause is over.
    /// </summary>
    internal async Task OnDiskAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            if (_trouble != ReasonOf(e))
                log.LogError(e, "Der Suchindex in {Folder} lässt sich nicht schreiben", location.Path);
            _trouble = ReasonOf(e);
        }
    }

    /// <summary>Takes what an earlier run of this node left, if it is sound; only in turn.</summary>
    internal async Task OpenAsync(CancellationToken cancellation)
    {
        _folder ??= IndexFolder.Claim(location.Path, log);
        var language = HubLanguage.Of(await reading.ReadListsAsync(cancellation));
        var here = await feed.HereAsync(cancellation);
        foreach (var build in _folder.Builds)
        {
            if (TryOpen(build, language) is not { } index)
                continue;
            if (index.Position!.Database == here.Database)
            {
                _current = index;
                _folder.KeepOnly(build);
                return;
            }

            log.LogWarning("Der Index in {Folder} gehört zu einer anderen Datenbank und wird neu gebaut", build);
            index.Dispose();
        }
    }

    /// <summary>
    /// Begins to build another one, unless one is being built or the last try failed just now; only in turn.
    /// </summary>
    internal async Task BuildAsync()
    {
        if (!Building.IsCompleted || clock.GetUtcNow() < _nextTry)
            return;
        try
        {
            await BeginAsync();
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            Postpone();
            throw;
        }
    }

    private async Task BeginAsync()
    {
        var position = await feed.HereAsync(_stopping.Token);
        var language = HubLanguage.Of(await reading.ReadListsAsync(_stopping.Token));
        var total = await reading.CountAsync(_stopping.Token);
        var (failed, build) = (_build, new IndexBuild(_folder!.NewBuild(), language, total));
        _build = build;
        if (_current is null or { Position: null })
            _current = build.Publish();
        failed?.Delete();
        log.LogInformation("{Total} Dokumente kommen in einen neuen Index in {Folder}", total, build.Folder);
        Building = Task.Run(() => CompleteAsync(build, position));
    }

    /// <summary>Writes to the disk what was taken in.</summary>
    internal Task CommitAsync(CancellationToken cancellation) => InTurnAsync(
        () =>
        {
            if (_current is { Position: not null } index)
                index.Commit(clock.GetUtcNow());
            return Task.CompletedTask;
        },
        cancellation);

    /// <summary>Gives up an index that turned out to be damaged.</summary>
    internal async Task ReplaceAsync(BuiltIndex damaged, IOException reason, CancellationToken cancellation)
    {
        log.LogWarning("Der Index ist beschädigt und wird neu gebaut: {Reason}", reason.Message);
        await OnDiskAsync(() => InTurnAsync(
            async () =>
            {
                // One that is being filled fails by itself, or is found out once it is full.
                if (_current != damaged || damaged.Position is null)
                    return;
                _current = Building.IsCompleted ? null : _build?.Publish();
                Retire(damaged);
                _folder!.KeepOnly(_build?.Folder);
                // Nothing answers meanwhile, so nothing is waited for.
                _nextTry = default;
                await BuildAsync();
            },
            cancellation));
    }

    /// <summary>Says that a document is not found, because no index can hold it.</summary>
    internal void ReportRefused(Guid id) =>
        log.LogError("Der Index kann {Id} nicht aufnehmen; die Suche findet es nicht", id);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Building.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _build?.Dispose();
        if (_current is { Position: not null } index)
        {
            if (!IsStale)
                await OnDiskAsync(() => CommitAsync(CancellationToken.None));
            Retire(index);
        }

        _folder?.Dispose();
        _stopping.Dispose();
        _turn.Dispose();
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

    private async Task CompleteAsync(IndexBuild build, ChangePosition position)
    {
        try
        {
            await build.FillAsync(reading, ReportRefused, _stopping.Token);
            await InTurnAsync(() => FinishAsync(build, position), _stopping.Token);
        }
        catch (Exception e) when (!_stopping.IsCancellationRequested)
        {
            log.LogError(e, "Der Index ließ sich nicht fertig bauen; der nächste Versuch beginnt in {Pause}", _pause);
            if (IsOfDisk(e))
                _trouble = ReasonOf(e);
            Postpone();
        }
    }

    private void Postpone()
    {
        _nextTry = clock.GetUtcNow() + _pause;
        _pause = _pause < LongestPause ? 2 * _pause : LongestPause;
    }

    private Task FinishAsync(IndexBuild build, ChangePosition position)
    {
        build.Index.MoveTo(position);
        (var before, _current, _build, _pause) = (_current, build.Index, null, FirstPause);
        if (before is not null && before != build.Index)
            Retire(before);
        build.Index.Commit(clock.GetUtcNow());
        _folder!.KeepOnly(build.Folder);
        if (_trouble is not null)
            log.LogInformation("Der Suchindex in {Folder} lässt sich wieder schreiben", location.Path);
        _trouble = null;
        return Task.CompletedTask;
    }

    private void Retire(BuiltIndex index)
    {
        try
        {
            index.Dispose();
        }
        catch (Exception e) when (IsOfDisk(e))
        {
            log.LogWarning(e, "Der alte Suchindex ließ sich nicht schließen");
        }
    }

    private static string ReasonOf(Exception e) => DiskFull.ReasonOf(e) ?? e.Message;

    // A writer that failed once is closed for good.
    private static bool IsOfDisk(Exception e) =>
        e is IOException or UnauthorizedAccessException or ObjectDisposedException;
}

