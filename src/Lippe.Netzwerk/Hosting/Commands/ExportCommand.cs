using System.CommandLine;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Exports;
using Marten;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>export ORDNER</c>: writes the hub as a folder that <c>import</c> takes back.</summary>
internal static class ExportCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("ORDNER") { Description = "Neuer oder leerer Ordner" };

    public static Command Create()
    {
        var command = new Command("export", "Schreibt alle Dokumente, Themen, Kommunen und Texte als Dateien")
        {
            Folder,
        };
        command.SetAction((arguments, cancellation) => HubCommand.WithHubAsync(
            arguments,
            (services, _, token) => ExportAsync(services, arguments.GetValue(Folder)!.FullName, token),
            cancellation));
        return command;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string folder, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IQuerySession>();
        var total = await session.Query<Document>().CountAsync(cancellation);
        using var progress = new ProgressLine(Console.Out, Console.IsOutputRedirected);
        var report = await scope.ServiceProvider.GetRequiredService<HubExport>()
            .ExportAsync(folder, finished => progress.Show(finished, total), cancellation);
        progress.Dispose();
        foreach (var finding in report.Findings)
            await Console.Error.WriteLineAsync($"{finding.Path}: {finding.Reason}");
        Console.WriteLine($"{report.Documents} Dokumente nach {folder} geschrieben.");
        return report.Findings.Count == 0 ? HubCommand.Done : HubCommand.DoneInPart;
    }
}
