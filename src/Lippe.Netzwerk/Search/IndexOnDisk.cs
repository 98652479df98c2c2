using Lucene.Net.Index;

namespace Lippe.Netzwerk.Search;

/// <summary>An index as it lies on the disk, looked at from outside while a node may use it.</summary>
/// <param name="Build">The number of its folder.</param>
/// <param name="Documents">How many were in it when it was last written.</param>
/// <param name="Database">Whose documents they are.</param>
public sealed record IndexOnDisk(int Build, int Documents, string Database)
{
    /// <summary>The newest whole index of a folder; null when there is none.</summary>
    public static IndexOnDisk? Read(string folder) => IndexFolder.BuildsIn(folder)
        .Select(build => ReadBuild(build, IndexFolder.NumberOf(build))).FirstOrDefault(index => index is not null);

    private static IndexOnDisk? ReadBuild(string build, int number)
    {
        using var files = IndexFolder.FilesOf(build);
        if (!DirectoryReader.IndexExists(files))
            return null;
        using var reader = DirectoryReader.Open(files);
        return BuiltIndex.PositionIn(reader.IndexCommit.UserData) is { } position
            ? new IndexOnDisk(number, reader.NumDocs, position.Database)
            : null;
    }
}
