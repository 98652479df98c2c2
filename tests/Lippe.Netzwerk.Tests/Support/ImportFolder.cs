using System.Diagnostics;
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

    public ImportFolder WithLink(string path, string target)
    {
        File.CreateSymbolicLink(Place(path), target);
        return this;
    }

    /// <summary>A pipe that nobody writes to: whoever opens it waits for ever.</summary>
    public ImportFolder WithPipe(string path)
    {
        Run("mkfifo", Place(path));
        return this;
    }

    /// <summary>A folder that no account can read by its whole path, root included: that is too long.</summary>
    public ImportFolder WithUnreadableFolder(string path)
    {
        const string Deeper = "mkdir -p \"$0\" && cd \"$0\" && for n in $(seq 20); do mkdir $1 && cd $1; done";
        Run("sh", "-c", Deeper, Place(path), new string('x', 250));
        return this;
    }

    /// <summary>Imports the files; what says no state is published, unless asked otherwise.</summary>
    public async Task<ImportReport> ImportAsync(
        TestHub hub,
        Action<ImportReport>? onProgress = null,
        bool publishes = true,
        bool overwrites = false,
        CancellationToken cancellation = default)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<DocumentImport>()
            .ImportAsync(
                FullPath,
                new ImportWishes { Publishes = publishes, Overwrites = overwrites },
                onProgress ?? (_ => { }),
                cancellation);
    }

    /// <summary>Imports texts, topics and municipalities.</summary>
    public async Task<NetworkReport> ImportNetworkAsync(TestHub hub)
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

    // Not by the runtime, which cannot reach into an unreadable folder.
    public void Dispose() => Run("rm", "-rf", FullPath);

    private static void Run(string program, params IEnumerable<string> arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
    }

    private string Place(string path)
    {
        var full = Path.Combine(FullPath, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        return full;
    }
}
