using System.Text;
using Lippe.Netzwerk.Features.Exports;
using Lippe.Netzwerk.Features.Imports;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>A folder of files to import, gone when disposed.</summary>
public sealed class ImportFolder : IDisposable
{
    public string FullPath { get; } = Directory.CreateTempSubdirectory("netzwerk-import-").FullName;

    public ImportFolder With(string path, string content) => WithBytes(path, Encoding.UTF8.GetBytes(content));

    public ImportFolder WithBytes(string path, byte[] content)
    {
        File.WriteAllBytes(Place(path), content);
        return this;
    }

    /// <summary>A file that is listed and cannot be read.</summary>
    public ImportFolder WithBrokenLink(string path)
    {
        File.CreateSymbolicLink(Place(path), "/nicht/vorhanden.md");
        return this;
    }

    /// <summary>Imports the files; what says no state is published, unless asked otherwise.</summary>
    public async Task<ImportReport> ImportAsync(
        TestHub hub,
        Action<ImportReport>? onProgress = null,
        bool publishes = true,
        CancellationToken cancellation = default)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DocumentImport>()
            .ImportAsync(FullPath, publishes, onProgress ?? (_ => { }), cancellation);
    }

    /// <summary>Imports texts, topics and municipalities.</summary>
    public async Task<IReadOnlyList<KeptRecord>> ImportNetworkAsync(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<NetworkImport>()
            .ImportAsync(FullPath, CancellationToken.None);
    }

    /// <summary>Exports a hub into this folder, which must be empty.</summary>
    public async Task<ExportReport> ExportAsync(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<HubExport>()
            .ExportAsync(FullPath, _ => { }, CancellationToken.None);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(FullPath, path));

    public void Dispose() => Directory.Delete(FullPath, recursive: true);

    private string Place(string path)
    {
        var full = Path.Combine(FullPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
