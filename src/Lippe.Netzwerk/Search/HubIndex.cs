using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// This node's index of all documents. Before each search it takes in what was saved since the last one, on whichever
/// node, so a document is found as soon as its save is committed.
/// </summary>
/// <param name="live">What is asked.</param>
/// <param name="reading">Reads what it is made of.</param>
/// <param name="feed">Tells what changed.</param>
public sealed class HubIndex(LiveIndex live, IndexReading reading, ChangeReader feed)
{
    // Who is behind by more builds anew, beside the index that answers meanwhile.
    private const int MostTakenIn = 5_000;

    // So long does a search wait for an index that is being filled.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How it is doing.</summary>
    public IndexStatus Status => live.Status;

    /// <summary>Takes in what changed and then asks the index.</summary>
    /// <param name="ask">Gets what can be asked.</param>
    /// <param name="otherwise">The answer while there is no index to ask.</param>
    internal async Task<T> AskAsync<T>(Func<Snapshot, T> ask, T otherwise, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        return await AskAsItIsAsync(ask, otherwise, cancellation);
    }

    /// <summary>Asks the index without taking in what changed: it may be some seconds old.</summary>
    /// <param name="ask">Gets what can be asked.</param>
    /// <param name="otherwise">The answer while there is no index to ask.</param>
    internal async Task<T> AskAsItIsAsync<T>(Func<Snapshot, T> ask, T otherwise, CancellationToken cancellation)
    {
        while (true)
        {
            if (live.Current is null)
                await CatchUpAsync(cancellation);
            if (live.Current is not { } index)
                return otherwise;

            try
            {
                return index.Ask(ask);
            }
            catch (ObjectDisposedException) when (index != live.Current)
            {
                // Another one has taken its place in this moment.
            }
            catch (IOException e)
            {
                await live.ReplaceAsync(index, e, cancellation);
                return otherwise;
            }
        }
    }

    /// <summary>Takes in what changed; opens or builds the index if need be, and as far as the disk lets it.</summary>
    internal Task CatchUpAsync(CancellationToken cancellation) =>
        live.OnDiskAsync(() => TakeInNewsAsync(cancellation));

    /// <summary>Writes to the disk what was taken in, so that it need not be taken in again after a restart.</summary>
    internal async Task SaveAsync(CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        await live.OnDiskAsync(() => live.CommitAsync(cancellation));
    }

    /// <summary>Reads the whole index once, and builds another one if it is damaged.</summary>
    internal async Task CheckAsync(CancellationToken cancellation)
    {
        if (live.Current is not { Position: not null } index)
            return;
        try
        {
            index.Check();
        }
        catch (IOException e)
        {
            await live.ReplaceAsync(index, e, cancellation);
        }
    }

    private async Task TakeInNewsAsync(CancellationToken cancellation)
    {
        if (live.Current is { Position: { } position } index
            && !live.IsStale
            && await feed.SinceAsync(position, cancellation) is { Changes.Count: 0 } nothing)
        {
            index.SkipTo(nothing.Position, position);
            return;
        }

        await live.InTurnAsync(() => TakeInAsync(cancellation), cancellation);
        if (live.Current is { Position: null })
        {
            await Task.WhenAny(live.Building, Task.Delay(Patience, cancellation));
            await live.InTurnAsync(() => TakeInAsync(cancellation), cancellation);
        }
    }

    private async Task TakeInAsync(CancellationToken cancellation)
    {
        if (live.Current is null)
            await live.OpenAsync(cancellation);
        if (live.Current is not { Position: { } position } index || live.IsStale)
        {
            // Tried again when the database or the disk failed meanwhile.
            await live.BuildAsync();
            return;
        }

        if (await feed.SinceAsync(position, cancellation) is not { Changes.Count: <= MostTakenIn } news)
        {
            await live.BuildAsync();
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
            await foreach (var document in reading.ReadAsync([.. left], cancellation))
            {
                Put(index, document);
                left.Remove(document.Id);
            }

            foreach (var deleted in left)
                index.Remove(deleted);
        }

        foreach (var topic in changes.Where(change => change.Kind == RecordKinds.Topic))
        {
            await foreach (var document in reading.ReadOfTopicAsync(topic.Id, cancellation))
                Put(index, document);
        }

        if (changes.Any(change => change.Kind == RecordKinds.NetworkText))
            await ApplyListsAsync(index, cancellation);
    }

    private void Put(BuiltIndex index, IndexedDocument document)
    {
        if (!index.TryPut(document))
            live.ReportRefused(document.Id);
    }

    private async Task ApplyListsAsync(BuiltIndex index, CancellationToken cancellation)
    {
        var lists = await reading.ReadListsAsync(cancellation);
        index.Use(Synonyms.Parse(lists.Synonyms));
        if (lists.Words != index.Language.Words)
            await live.BuildAsync();
    }
}
