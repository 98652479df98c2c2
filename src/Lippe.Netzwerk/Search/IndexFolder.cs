using System.Globalization;
using Lucene.Net.Store;
using Directory = System.IO.Directory;

namespace Lippe.Netzwerk.Search;

/// <summary>
/// The folder in which one process keeps its index; each build of the index has a folder of its own within.
/// </summary>
internal sealed class IndexFolder : IDisposable
{
    private const string LockFile = "in-use";
    private const int MostNodes = 99;

    // EWOULDBLOCK, as the runtime reports a file that somebody else has locked.
    private const int Locked = 11;

    private readonly FileStream _lock;

    // No number is used twice: a build that was deleted may still be read.
    private int _newest;

    private IndexFolder(string path, FileStream @lock)
    {
        (Path, _lock) = (path, @lock);
        _newest = Builds.Select(NumberOf).FirstOrDefault();
    }

    public string Path { get; }

    /// <summary>The builds, newest first.</summary>
    public IReadOnlyList<string> Builds => BuildsIn(Path);

    /// <summary>The builds of a folder that somebody else may use, newest first.</summary>
    public static IReadOnlyList<string> BuildsIn(string path) => Directory.Exists(path)
        ? [.. Directory.EnumerateDirectories(path).Where(build => NumberOf(build) > 0).OrderByDescending(NumberOf)]
        : [];

    /// <summary>The number of a build; 0 for any other folder.</summary>
    public static int NumberOf(string build) =>
        int.TryParse(System.IO.Path.GetFileName(build), CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>
    /// Takes a folder that no other process on this machine uses: that of the name, or the same with a number.
    /// </summary>
    /// <exception cref="IOException">All are in use.</exception>
    public static IndexFolder Claim(string path, ILogger log)
    {
        foreach (var candidate in Enumerable.Range(2, MostNodes).Select(n => $"{path}-{n}").Prepend(path))
        {
            Directory.CreateDirectory(candidate);
            if (TryLock(System.IO.Path.Combine(candidate, LockFile)) is not { } taken)
                continue;
            if (candidate != path)
            {
                log.LogInformation(
                    "Der Indexordner {Folder} ist vergeben; dieser Prozess nimmt {Other}", path, candidate);
            }

            return new IndexFolder(candidate, taken);
        }

        throw new IOException(
            $"Der Ordner {path} und alle mit einer Nummer dahinter sind in Gebrauch. Setzen Sie Hub__Index.");
    }

    /// <summary>The files of a build.</summary>
    /// <remarks>
    /// They are read, not mapped: Lucene.Net takes a lock whenever the reader of a mapped file is copied.
    /// </remarks>
    public static Lucene.Net.Store.Directory FilesOf(string build) => new NIOFSDirectory(build);

    /// <summary>The folder of a new build.</summary>
    public string NewBuild()
    {
        _newest++;
        var build = System.IO.Path.Combine(Path, _newest.ToString(CultureInfo.InvariantCulture));
        return Directory.CreateDirectory(build).FullName;
    }

    /// <summary>Deletes all builds but one, or all.</summary>
    public void KeepOnly(string? build)
    {
        foreach (var other in Builds.Where(other => other != build))
            Directory.Delete(other, recursive: true);
    }

    public void Dispose() => _lock.Dispose();

    // The system frees it when the process ends, however it ends. Not a lock of Lucene.Net's: on Linux those keep
    // apart the indexes of one process only.
    private static FileStream? TryLock(string file)
    {
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e) when (e.HResult == Locked)
        {
            return null;
        }
    }
}
