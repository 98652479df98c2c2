using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>What lies in a folder that is imported: documents, what is left alone, and what is closed.</summary>
/// <remarks>No link is followed, so nothing outside the folder is read.</remarks>
internal sealed class FolderContents
{
    private readonly List<ImportFile> _documents = [];
    private readonly List<ImportFinding> _closed = [];
    private readonly Dictionary<SkippedKind, List<string>> _skipped = [];

    /// <summary>The documents' files by path.</summary>
    public IReadOnlyList<ImportFile> Documents =>
        [.. _documents.OrderBy(file => file.Path, StringComparer.Ordinal)];

    /// <summary>Folders that cannot be read.</summary>
    public IReadOnlyList<ImportFinding> Closed => _closed;

    public IReadOnlyList<SkippedFiles> Skipped =>
    [
        .. _skipped.OrderBy(entry => entry.Key)
            .Select(entry => new SkippedFiles(entry.Key, [.. entry.Value.Order(StringComparer.Ordinal)])),
    ];

    public static FolderContents Of(string folder)
    {
        var contents = new FolderContents();
        contents.Read(new DirectoryInfo(folder), "");
        return contents;
    }

    // Paths are those below the folder that is imported; of an inner folder they end with a slash.
    private void Read(DirectoryInfo folder, string place)
    {
        foreach (var entry in EntriesOf(folder, place))
        {
            var path = place + entry.Name;
            if (entry.Name.StartsWith('.'))
                Skip(SkippedKind.Hidden, path);
            else if (entry.LinkTarget is not null)
                Skip(SkippedKind.Link, path);
            else if (entry is DirectoryInfo inner)
                Read(inner, $"{path}/");
            else
                Sort(entry, path);
        }
    }

    private FileSystemInfo[] EntriesOf(DirectoryInfo folder, string place)
    {
        try
        {
            return folder.GetFileSystemInfos();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _closed.Add(new ImportFinding(
                place.Length > 0 ? place : folder.FullName,
                null,
                "Der Ordner lässt sich nicht lesen. Prüfen Sie, ob das Konto des Hubs ihn lesen darf."));
            return [];
        }
    }

    private void Sort(FileSystemInfo file, string path)
    {
        if (NetworkFiles.Includes(path))
            return;
        if (SkippedFiles.KindOf(path) is { } kind)
            Skip(kind, path);
        else
            _documents.Add(new ImportFile(file.FullName, path));
    }

    private void Skip(SkippedKind kind, string path)
    {
        if (!_skipped.TryGetValue(kind, out var paths))
            _skipped[kind] = paths = [];
        paths.Add(path);
    }
}
