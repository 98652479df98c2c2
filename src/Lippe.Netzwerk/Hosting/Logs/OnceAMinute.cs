namespace Lippe.Netzwerk.Hosting.Logs;

/// <summary>Lets something that goes on be told at once, and then again every minute.</summary>
internal sealed class OnceAMinute(TimeProvider clock)
{
    private static readonly TimeSpan Silence = TimeSpan.FromMinutes(1);
    private long? _told;

    /// <summary>Whether to tell it now.</summary>
    public bool IsDue()
    {
        if (_told is { } told && clock.GetElapsedTime(told) < Silence)
            return false;
        _told = clock.GetTimestamp();
        return true;
    }
}
