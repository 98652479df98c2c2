namespace Lippe.Netzwerk.Hosting.Postgres;

/// <summary>
/// One process' use of the server. Every user holds a shared lock on one file, and the server is stopped only under
/// the exclusive lock; the kernel gives locks back after a crash, so no count can go wrong.
/// </summary>
internal sealed class PostgresLease
{
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    // EWOULDBLOCK: how .NET reports a lock that somebody else holds.
    private const int HeldByAnother = 11;

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly FileStream _share;

    private PostgresLease(string path, TimeProvider time, FileStream share)
    {
        _path = path;
        _time = time;
        _share = share;
    }

    public static async Task<PostgresLease> TakeAsync(
        PostgresFiles files, TimeProvider time, CancellationToken cancellation) =>
        new(files.UsersLock, time, await WaitForAsync(files.UsersLock, exclusive: false, time, cancellation));

    public static async Task<FileStream> WaitForAsync(
        string path, bool exclusive, TimeProvider time, CancellationToken cancellation)
    {
        while (true)
        {
            if (TryLock(path, exclusive) is { } held)
                return held;
            await Task.Delay(Pause, time, cancellation);
        }
    }

    /// <summary>
    /// Gives the share back; when it was the last one, runs <paramref name="stop"/> or waits until another process has.
    /// </summary>
    public async Task ReturnAsync(Func<Task> stop)
    {
        await _share.DisposeAsync();
        while (true)
        {
            await using var alone = TryLock(_path, exclusive: true);
            if (alone is not null)
            {
                await stop();
                return;
            }

            await using var together = TryLock(_path, exclusive: false);
            if (together is not null)
                return;
            await Task.Delay(Pause, _time);
        }
    }

    private static FileStream? TryLock(string path, bool exclusive)
    {
        try
        {
            var share = exclusive ? FileShare.None : FileShare.Read;
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, share);
        }
        catch (IOException exception) when (exception.HResult is HeldByAnother)
        {
            return null;
        }
    }
}
