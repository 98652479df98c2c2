using System.CommandLine;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Marten;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>import ORDNER</c>: takes over a folder of Markdown files.</summary>
internal static class ImportCommand
{
    private static readonly Argument<DirectoryInfo> Folder = new("ORDNER")
    {
        Description = "Ordner mit Markdown-Dateien; Unterordner leitfaeden, projekte und protokolle bestimmen die Art",
    };

    private static readonly Option<bool> Publishes = new("--veroeffentlichen")
    {
        Description = "Neue Dokumente, die nichts anderes sagen, öffentlich machen; ohne das werden sie Entwürfe",
    };

    private static readonly Option<bool> Overwrites = new("--ueberschreiben")
    {
        Description = "Geänderte Dateien auch dann übernehmen, wenn jemand das Dokument im Hub bearbeitet hat",
    };

    public static Command Create()
    {
        var command = new Command(
            "import", "Übernimmt einen Ordner mit Markdown-Dateien; geänderte Dateien werden neue Versionen")
        {
            Folder,
            Publishes,
            Overwrites,
        };
        command.SetAction((arguments, cancellation) => HubCommand.WithDatabaseAsync(
            arguments,
            (services, settings, token) => ImportAsync(services, settings, arguments, token),
            cancellation));
        return command;
    }

    private static async Task<int> ImportAsync(
        IServiceProvider services, HubSettings settings, ParseResult arguments, CancellationToken cancellation)
    {
        var folder = arguments.GetValue(Folder)!;
        if (!folder.Exists)
            throw new DirectoryNotFoundException($"Den Ordner {folder.FullName} gibt es nicht.");

        await using var scope = services.CreateAsyncScope();
        await ImportNetworkAsync(scope.ServiceProvider, settings, folder.FullName, cancellation);
        using var progress = new ProgressLine(Console.Out, Console.IsOutputRedirected);
        var report = await scope.ServiceProvider.GetRequiredService<DocumentImport>()
            .ImportAsync(
                folder.FullName,
                new ImportWishes
                {
                    Publishes = arguments.GetValue(Publishes),
                    Overwrites = arguments.GetValue(Overwrites),
                },
                r => progress.Show(r.Finished, r.Total),
                cancellation);
        progress.Dispose();
        var adoptions = await scope.ServiceProvider.GetRequiredService<AdoptionImport>()
            .ImportAsync(folder.FullName, cancellation);
        if (adoptions > 0)
            Console.WriteLine($"Nachnutzungen: {adoptions} neu oder geändert.");
        return await TellAsync(report);
    }

    private static async Task<int> TellAsync(ImportReport report)
    {
        foreach (var finding in report.Failures.Concat(report.Notes))
            await Console.Error.WriteLineAsync(finding.Sentence);
        foreach (var skipped in report.Skipped)
            await Console.Error.WriteLineAsync(skipped.Sentence);
        var conflicts = report[ImportOutcome.Conflict];
        Console.WriteLine(
            $"{report[ImportOutcome.Created]} neu, {report[ImportOutcome.Revised]} geändert, "
            + $"{report[ImportOutcome.Unchanged]} unverändert, {report[ImportOutcome.Failed]} mit Fehlern"
            + (conflicts > 0 ? $", {conflicts} im Hub bearbeitet und nicht überschrieben." : "."));
        return report.Failures.Count == 0 ? HubCommand.Done : HubCommand.DoneInPart;
    }

    // Documents need an owner: an empty hub learns its municipalities from its own content first.
    private static async Task ImportNetworkAsync(
        IServiceProvider services, HubSettings settings, string folder, CancellationToken cancellation)
    {
        var network = services.GetRequiredService<NetworkImport>();
        await TellAsync(await network.ImportAsync(folder, cancellation));
        if (!await services.GetRequiredService<IQuerySession>().Query<Municipality>().AnyAsync(cancellation))
            await TellAsync(await network.ImportAsync(settings.Content, cancellation));
        await network.RequireMunicipalitiesAsync(folder, cancellation);
    }

    private static async Task TellAsync(NetworkReport report)
    {
        foreach (var kept in report.Kept)
            await Console.Error.WriteLineAsync(kept.Sentence);
        if (report.Added + report.Changed > 0)
            Console.WriteLine($"Texte, Themen und Kommunen: {report.Added} neu, {report.Changed} geändert.");
    }
}
