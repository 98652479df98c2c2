using System.Security.Cryptography;

namespace Lippe.Netzwerk.Web;

/// <summary>
/// Puts a version on the addresses of styles and pictures, so that browsers may keep them for a year.
/// </summary>
public sealed class FileVersions
{
    private readonly string _version;

    public FileVersions(IWebHostEnvironment environment, ThemeFolder theme)
    {
        string[] folders = [environment.WebRootPath, theme.Path];
        _version = VersionOf(folders.SelectMany(folder =>
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)));
    }

    /// <summary>The address to link to, for example <c>/site.css?v=3fa1b2c4</c>.</summary>
    public string Address(string path) => $"{path}?v={_version}";

    // From the content, not from times: two nodes with the same files must name the same addresses.
    private static string VersionOf(IEnumerable<string> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in files.Where(IsVersioned).Order(StringComparer.Ordinal))
            hash.AppendData(File.ReadAllBytes(file));
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 4));
    }

    private static bool IsVersioned(string file) => Path.GetExtension(file) is ".css" or ".js" or ".svg";
}
