using Marten;
using System.Text;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
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

    public Task<ImportReport> ImportAsync(TestHub hub, Action<ImportReport>? onProgress = null, CancellationToken cancellation = default) =>
        new DocumentImport(hub.Services.GetRequiredService<IServiceScopeFactory>()).ImportAsync(FullPath, onProgress ?? (_ => { }), cancellation);

    /// <summary>Exports a hub into this folder, which must be empty.</summary>
    public async Task ExportAsync(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        await new HubExport(scope.ServiceProvider.GetRequiredService<IDocumentSession>()).ExportAsync(FullPath, _ => { }, CancellationToken.None);
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
