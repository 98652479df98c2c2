using Lippe.Netzwerk.Features.Exports;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Exports;

public sealed class ExportTests
{
    [Test]
    public async Task An_export_imported_into_an_empty_hub_exports_the_same_bytes()
    {
        var (first, second) = (NewFolder(), NewFolder());
        await using (var hub = await OpenAsync())
        {
            await ImportAsync(hub, HubFolders.Find("content"));
            await ExportAsync(hub, first);
        }

        await using (var other = await OpenAsync())
        {
            await ImportAsync(other, first);
            await ExportAsync(other, second);
        }

        Assert.That(Snapshot(second), Is.EqualTo(Snapshot(first)));
        Assert.That(Snapshot(first), Has.Count.GreaterThan(20));
    }

    private static async Task<ServiceProvider> OpenAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(new HubSettings())
            .AddHubStore(await TestCluster.CreateEmptyDatabaseAsync()).AddHubCommands().BuildServiceProvider();
        await HubSchema.MigrateAsync(services, CancellationToken.None);
        return services;
    }

    private static async Task ImportAsync(ServiceProvider hub, string folder)
    {
        await using var scope = hub.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<NetworkImport>().ImportAsync(folder, CancellationToken.None);
        var report = await scope.ServiceProvider.GetRequiredService<DocumentImport>()
            .ImportAsync(folder, new ImportWishes(), _ => { }, CancellationToken.None);
        Assert.That(report.Failures, Is.Empty);
    }

    private static async Task ExportAsync(ServiceProvider hub, string folder)
    {
        await using var scope = hub.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HubExport>()
            .ExportAsync(folder, _ => { }, CancellationToken.None);
    }

    private static string NewFolder() => Directory.CreateTempSubdirectory("netzwerk-export-").FullName;

    private static Dictionary<string, string> Snapshot(string folder) => Directory
        .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .ToDictionary(file => Path.GetRelativePath(folder, file), File.ReadAllText);
}
