using System.Diagnostics;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Counts the commands this process sends to PostgreSQL, as Npgsql itself reports them.</summary>
internal sealed class QueryCount : IDisposable
{
    private readonly ActivityListener _listener;
    private int _count;

    public QueryCount()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Npgsql",
            Sample = (ref _) => ActivitySamplingResult.AllData,
            ActivityStopped = Count,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public int Value => _count;

    // An opened connection is reported, too, but has no text.
    private void Count(Activity activity)
    {
        if (activity.TagObjects.Any(tag => tag.Key is "db.query.text" or "db.statement"))
            Interlocked.Increment(ref _count);
    }

    public void Dispose() => _listener.Dispose();
}
