using System.Globalization;

namespace Lippe.Netzwerk.Search;

/// <summary>The folder in which one process keeps its index; each build of the index has a folder of its own within.</summary>
internal sealed class IndexFolder : IDisposable
{
    private const string LockFile = "in-use";
    private const int MostNodes = 99;

    private readonly FileStream _lock;

    private IndexFolder(string path, FileStream @lock) => (Path, _lock) = (path, @lock);

    public string Path { get; }

    /// <summary>The builds, newest first.</summary>
    public IReadOnlyList<string> Builds =>
        [.. Directory.EnumerateDirectories(Path).Where(build => NumberOf(build) > 0).OrderByDescending(NumberOf)];

    /// <summary>Takes a folder that no other process on this machine uses: that of the name, or the same with a number.</summary>
    /// <exception cref="IOException">All are in use.</exception>
    public static IndexFolder Claim(string path, ILogger log)
    {
        foreach (var candidate in Enumerable.Range(2, MostNodes).Select(n => $"{path}-{n}").Prepend(path))
        {
            Directory.CreateDirectory(candidate);
            if (TryLock(System.IO.Path.Combine(candidate, LockFile)) is not { } taken)
                continue;
            if (candidate != path)
                log.LogWarning("The index folder {Folder} belongs to another process; this one takes {Other}.", path, candidate);
            return new IndexFolder(candidate, taken);
        }

        throw new IOException($"Der Ordner {path} und alle mit einer Nummer dahinter sind in Gebrauch. Setzen Sie Hub__Index.");
    }

    /// <summary>The folder of a new build.</summary>
    public string NewBuild() =>
        Directory.CreateDirectory(System.IO.Path.Combine(Path, (Builds.Select(NumberOf).FirstOrDefault() + 1).ToString(CultureInfo.InvariantCulture))).FullName;

    /// <summary>Deletes all builds but one.</summary>
    public void KeepOnly(string build)
    {
        foreach (var other in Builds.Where(other => other != build))
            Directory.Delete(other, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    private static int NumberOf(string build) =>
        int.TryParse(System.IO.Path.GetFileName(build), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    // The system frees the file when the process ends, however it ends.
    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult is SharingViolation or WouldBlock)
        {
            return null;
        }
    }

    private const int SharingViolation = unchecked((int)0x80070020);

    // EWOULDBLOCK on Linux and on macOS as .NET passes it on.
    private const int WouldBlock = 11;
}
