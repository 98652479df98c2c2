using System.CommandLine;
using System.Globalization;
using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Hosting.Backups;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>backup DATEI</c>: writes everything the hub knows into one file, and reads it back.</summary>
internal static class BackupCommand
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly Argument<FileInfo> Target = new("DATEI")
    {
        Description = "Neue Datei, zum Beispiel sicherung-2026-11-27.zip; nur ihr Konto darf sie lesen",
    };

    public static Command Create()
    {
        var command = new Command(
            "backup", "Sichert den ganzen Hub in eine Datei, auch während er läuft, und prüft sie danach")
        {
            Target,
        };
        command.SetAction((arguments, cancellation) => HubCommand.RunAsync(
            arguments,
            HubDatabase.OpenAsync,
            (settings, token) => BackUpAsync(settings, arguments.GetValue(Target)!.FullName, token),
            cancellation));
        return command;
    }

    private static async Task<int> BackUpAsync(HubSettings settings, string path, CancellationToken cancellation)
    {
        if (Path.Exists(path))
            throw new IOException($"{path} gibt es schon. Nennen Sie eine neue Datei; alte löschen Sie selbst.");
        if (!Directory.Exists(Path.GetDirectoryName(path)))
            throw new IOException($"Den Ordner {Path.GetDirectoryName(path)} gibt es nicht.");
        HubCommand.WaitForStatements(settings);
        await using var services = HubCommand.ServicesFor(settings);
        var clock = services.GetRequiredService<TimeProvider>();
        var database = services.GetRequiredService<NpgsqlDataSource>();
        var manifest = await WriteAsync(new Backup(services, database, clock), path, cancellation);
        var bytes = new FileInfo(path).Length;
        await new LastBackup(manifest.At, bytes, manifest.Documents).KeepAsync(database, cancellation);
        Console.WriteLine(
            $"Gesichert und geprüft: {manifest.Documents.InDocuments()} und {manifest.Members.Grouped()} Mitglieder, "
            + $"{bytes.AsSize()}, in {path}");
        return HubCommand.Done;
    }

    // Whoever sees the file sees a whole one: it gets its name when it is on the disk and was read back.
    private static async Task<BackupManifest> WriteAsync(Backup backup, string path, CancellationToken cancellation)
    {
        var draft = string.Create(CultureInfo.InvariantCulture, $"{path}.{Guid.NewGuid():N}.unfertig");
        try
        {
            await WriteDraftAsync(backup, draft, cancellation);
            await using (var written = await BackupArchive.OpenAsync(draft, cancellation))
            {
                File.Move(draft, path, overwrite: false);
                return written.Manifest;
            }
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static async Task WriteDraftAsync(Backup backup, string draft, CancellationToken cancellation)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        await using var file = new FileStream(draft, options);
        using (var progress = new ProgressLine(Console.Out, Console.IsOutputRedirected))
            await backup.WriteAsync(file, progress.Show, cancellation);
        file.Flush(flushToDisk: true);
    }
}
