namespace Lippe.Netzwerk.Search;

/// <summary>Where a node keeps its index.</summary>
public sealed record IndexLocation(string Path)
{
    // No link, no build: nothing else in the folder is called so.
    private const string Probe = "space";

    private static readonly byte[] Megabyte = new byte[1 << 20];

    /// <summary>Returns once there was a megabyte to spare.</summary>
    /// <exception cref="IOException">There was none, or the folder refuses to be written to.</exception>
    internal void RequireSpace()
    {
        Directory.CreateDirectory(Path);
        // Another node may look at the same time.
        using var file = new FileStream(
            System.IO.Path.Combine(Path, Probe),
            FileMode.Create,
            FileAccess.Write,
            FileShare.ReadWrite | FileShare.Delete,
            bufferSize: 0,
            FileOptions.DeleteOnClose);
        file.Write(Megabyte);
    }
}
