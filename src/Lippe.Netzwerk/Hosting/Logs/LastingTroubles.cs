namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>The troubles that were told and are not over as far as anybody knows.</summary>
internal sealed class LastingTroubles
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TroubleKind, OnceAMinute> _told = [];

    /// <summary>Whether to tell it now: at once, and then every minute until it ends.</summary>
    public bool IsDue(TroubleKind kind)
    {
        lock (_lock)
        {
            if (!_told.TryGetValue(kind, out var telling))
                _told[kind] = telling = new OnceAMinute(TimeProvider.System);
            return telling.IsDue();
        }
    }

    public bool Include(TroubleKind kind)
    {
        lock (_lock)
            return _told.ContainsKey(kind);
    }

    public void End(TroubleKind kind)
    {
        lock (_lock)
            _told.Remove(kind);
    }
}
