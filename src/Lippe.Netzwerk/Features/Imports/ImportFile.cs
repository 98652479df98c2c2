using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>One Markdown file of an import folder: where it is and what its place says of it.</summary>
/// <param name="FullPath">Where to read it.</param>
/// <param name="Path">Below the import folder, with slashes.</param>
internal sealed record ImportFile(string FullPath, string Path)
{
    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The file's name, or its folder's where the file is called index.</summary>
    public string Slug => HasNameOfForm ? Name + "-2" : Name;

    /// <summary>Whether its own name is the address of the form for new documents.</summary>
    public bool HasNameOfForm => Name == DocumentAddresses.NewDocument;

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

    /// <summary>The whole text.</summary>
    /// <exception cref="IOException">It cannot be read, or holds nothing.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        // Pipes and devices have no length either, and whoever opens one may wait for ever.
        if (new FileInfo(FullPath).Length == 0)
            throw new IOException("Sie ist leer, oder sie ist eine Pipe oder ein Gerät.");
        return await File.ReadAllTextAsync(FullPath, StrictUtf8, cancellation);
    }

    private string Name
    {
        get
        {
            var parts = Path.Split('/');
            var name = System.IO.Path.GetFileNameWithoutExtension(parts[^1]);
            if (name == "index" && parts.Length > 1)
                name = parts[^2];
            return Domain.Slug.IsValid(name) ? name : Domain.Slug.Of(name);
        }
    }
}
