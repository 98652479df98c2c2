using System.Collections.Concurrent;

namespace Lippe.Netzwerk.Store;

/// <summary>
/// Counts the commits this node knows of, by kind of record: its own at once, and all when they are told, so that its
/// own count twice. What is kept in memory holds as long as the number it was read at.
/// </summary>
public sealed class ChangeCounter
{
    private readonly ConcurrentDictionary<string, long> _ofKind = new();
    private long _all;
    private long _unknown;

    /// <summary>Grows with every commit.</summary>
    public long All => Volatile.Read(ref _all);

    /// <summary>Grows with every commit that may have changed a record of these kinds.</summary>
    /// <param name="kinds">Of those <see cref="Domain.RecordKinds"/> names.</param>
    public long Of(params ReadOnlySpan<string> kinds)
    {
        var sum = Volatile.Read(ref _unknown);
        foreach (var kind in kinds)
            sum += _ofKind.GetValueOrDefault(kind);
        return sum;
    }

    /// <summary>A commit changed records of these kinds, at least one.</summary>
    internal void Count(IEnumerable<string> kinds)
    {
        foreach (var kind in kinds)
            _ofKind.AddOrUpdate(kind, 1, (_, count) => count + 1);
        Interlocked.Increment(ref _all);
    }

    /// <summary>Anything may have changed.</summary>
    internal void CountUnknown()
    {
        Interlocked.Increment(ref _unknown);
        Interlocked.Increment(ref _all);
    }
}
