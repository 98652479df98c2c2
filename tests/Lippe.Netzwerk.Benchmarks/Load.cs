using System.Collections.Concurrent;
using System.Diagnostics;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Load from sixteen keep-alive connections, each with a thread of its own.</summary>
internal static class Load
{
    private const int Connections = 16;

    /// <summary>Asks for pages in turn as often as they come, and says how many times a second that was.</summary>
    public static double RequestsPerSecond(int port, IReadOnlyList<byte[]> requests, TimeSpan duration)
    {
        var answers = 0L;
        var next = -1;
        var clock = Stopwatch.StartNew();
        OnEveryConnection(port, client =>
        {
            var own = 0;
            for (; clock.Elapsed < duration; own++)
                client.Get(requests[(int)((uint)Interlocked.Increment(ref next) % requests.Count)]);
            Interlocked.Add(ref answers, own);
        });
        return answers / clock.Elapsed.TotalSeconds;
    }

    /// <summary>Asks for pages in turn until that many were answered.</summary>
    public static void View(int port, IReadOnlyList<byte[]> requests, int views)
    {
        var next = -1;
        OnEveryConnection(port, client =>
        {
            for (int n; (n = Interlocked.Increment(ref next)) < views;)
                client.Get(requests[n % requests.Count]);
        });
    }

    /// <summary>Asks for pages in turn from a number of connections.</summary>
    /// <returns>How many milliseconds each answer took, in rising order.</returns>
    public static double[] Times(int port, IReadOnlyList<byte[]> requests, int connections, TimeSpan duration)
    {
        var times = new ConcurrentBag<double>();
        var next = -1;
        var clock = Stopwatch.StartNew();
        OnEveryConnection(port, connections, client =>
        {
            while (clock.Elapsed < duration)
            {
                var request = requests[(int)((uint)Interlocked.Increment(ref next) % requests.Count)];
                var started = Stopwatch.GetTimestamp();
                client.Get(request);
                times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        });
        return [.. times.Order()];
    }

    private static void OnEveryConnection(int port, Action<KeepAliveClient> work) =>
        OnEveryConnection(port, Connections, work);

    private static void OnEveryConnection(int port, int connections, Action<KeepAliveClient> work) =>
        Task.WaitAll(Enumerable.Range(0, connections).Select(_ => Task.Factory.StartNew(
            () =>
            {
                using var client = new KeepAliveClient(port);
                work(client);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
}
