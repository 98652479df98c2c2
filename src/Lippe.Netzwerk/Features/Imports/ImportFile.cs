using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>One Markdown file of an import folder: where it is and what its place says of it.</summary>
/// <param name="FullPath">Where to read it.</param>
/// <param name="Path">Below the import folder, with slashes.</param>
internal sealed record ImportFile(string FullPath, string Path)
{
    /// <summary>The documents' files below a folder by path; legal texts and read-me files are none.</summary>
    public static IReadOnlyList<ImportFile> In(string folder) =>
    [
        .. Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories)
            .Select(file => new ImportFile(file, System.IO.Path.GetRelativePath(folder, file).Replace('\\', '/')))
            .Where(file => !IsLegal(file.Path) && !IsReadMe(file.Path))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>The file's name, or its folder's where the file is called index.</summary>
    public string Slug
    {
        get
        {
            var parts = Path.Split('/');
            var name = System.IO.Path.GetFileNameWithoutExtension(parts[^1]);
            if (name == "index" && parts.Length > 1)
                name = parts[^2];
            var slug = Domain.Slug.IsValid(name) ? name : Domain.Slug.Of(name);
            return slug == DocumentAddresses.NewDocument ? slug + "-2" : slug;
        }
    }

    /// <summary>The kind its folder stands for; null when no folder says it.</summary>
    public DocumentKind? KindOfFolder
    {
        get
        {
            foreach (var folder in Path.Split('/')[..^1].Reverse())
            {
                if (SourceKeys.Folders.TryGetValue(folder, out var kind))
                    return kind;
            }

            return null;
        }
    }

    private static bool IsLegal(string path) =>
        path.StartsWith(NetworkFiles.LegalFolder + "/", StringComparison.Ordinal);

    private static bool IsReadMe(string path) =>
        System.IO.Path.GetFileName(path).Equals("README.md", StringComparison.OrdinalIgnoreCase);
}
