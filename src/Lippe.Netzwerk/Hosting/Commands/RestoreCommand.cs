using System.CommandLine;
using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Hosting.Backups;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>restore DATEI</c>: fills an empty database with what a backup holds.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<FileInfo> Source = new("DATEI") { Description = "Datei, die backup schrieb" };

    private static readonly Option<bool> Overwrites = new("--ueberschreiben")
    {
        Description = "Ersetzt alles, was in der Datenbank ist; ohne das muss sie leer sein",
    };

    public static Command Create()
    {
        var command = new Command(
            "restore", "Spielt eine Sicherung zurück: ganz oder gar nicht, bei beendetem Hub")
        {
            Source,
            Overwrites,
        };
        command.SetAction((arguments, cancellation) => RestoreAsync(arguments, cancellation));
        return command;
    }

    private static async Task<int> RestoreAsync(ParseResult arguments, CancellationToken cancellation)
    {
        BackupArchive? backup = null;
        try
        {
            return await HubCommand.RunAsync(
                arguments,
                async (settings, token) =>
                {
                    // Before anything is touched, the embedded PostgreSQL included.
                    backup = await BackupArchive.OpenAsync(arguments.GetValue(Source)!.FullName, token);
                    backup.RequireKnownSchema();
                    return await HubDatabase.OpenAsync(settings, token);
                },
                (settings, token) => FillAsync(settings, backup!, arguments.GetValue(Overwrites), token),
                cancellation);
        }
        finally
        {
            if (backup is not null)
                await backup.DisposeAsync();
        }
    }

    private static async Task<int> FillAsync(
        HubSettings settings, BackupArchive backup, bool overwrites, CancellationToken cancellation)
    {
        HubCommand.WaitForStatements(settings);
        await using var services = HubCommand.ServicesFor(settings);
        var restore = new Restore(services, services.GetRequiredService<TimeProvider>());
        using (var progress = new ProgressLine(Console.Out, Console.IsOutputRedirected))
            await restore.RunAsync(backup, overwrites, progress.Show, cancellation);
        var manifest = backup.Manifest;
        Console.WriteLine(
            $"Zurückgespielt: {manifest.Documents.InDocuments()} und {manifest.Members.Grouped()} Mitglieder, "
            + $"Stand vom {manifest.At.LongTime()}. Der nächste Start baut den Suchindex neu.");
        return HubCommand.Done;
    }
}
