using System.IO.Compression;
using System.Text.Json;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Hosting.Backups;

/// <summary>A backup as it lies on the disk, open to be read.</summary>
internal sealed class BackupArchive : IAsyncDisposable
{
    private readonly ZipArchive _archive;

    private BackupArchive(ZipArchive archive, BackupManifest manifest) => (_archive, Manifest) = (archive, manifest);

    public BackupManifest Manifest { get; }

    /// <summary>Opens a backup, and reads all of it once to see that it is whole.</summary>
    /// <exception cref="NotSupportedException">It is no backup, damaged, or laid out in a newer way.</exception>
    public static async Task<BackupArchive> OpenAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"Die Datei {path} gibt es nicht.", path);
        try
        {
            var archive = await ZipFile.OpenReadAsync(path, cancellation);
            try
            {
                return await CheckAsync(archive, cancellation);
            }
            catch
            {
                await archive.DisposeAsync();
                throw;
            }
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or EndOfStreamException)
        {
            throw new NotSupportedException(
                $"{path} ist keine Sicherung des Hubs, oder sie ist beschädigt: {e.Message} "
                + "Die Datenbank ist unverändert.",
                e);
        }
    }

    /// <summary>What a file of the archive holds.</summary>
    public Task<Stream> ReadAsync(string name, CancellationToken cancellation) =>
        _archive.GetEntry(name)!.OpenAsync(cancellation);

    /// <summary>Refuses what was made of a schema that this program does not know.</summary>
    /// <exception cref="NotSupportedException">It was.</exception>
    public void RequireKnownSchema()
    {
        if (Manifest.Schema > HubSchema.Number)
            throw TooNew(Manifest);
    }

    public ValueTask DisposeAsync() => _archive.DisposeAsync();

    private static async Task<BackupArchive> CheckAsync(ZipArchive archive, CancellationToken cancellation)
    {
        var manifest = await ReadManifestAsync(archive, cancellation);
        if (manifest.Format > BackupManifest.NewestFormat)
            throw TooNew(manifest);
        RequireComplete(archive, manifest);
        foreach (var file in manifest.Files)
        {
            await using var content = await archive.GetEntry(file.Name)!.OpenAsync(cancellation);
            if (await MeasuredCopy.CopyAsync(content, Stream.Null, file, cancellation) != file)
                throw new InvalidDataException($"Die Prüfsumme von {file.Name} stimmt nicht.");
        }

        return new BackupArchive(archive, manifest);
    }

    private static async Task<BackupManifest> ReadManifestAsync(ZipArchive archive, CancellationToken cancellation)
    {
        var entry = archive.GetEntry(BackupManifest.Name)
            ?? throw new InvalidDataException($"Ihr fehlt {BackupManifest.Name}.");
        await using var content = await entry.OpenAsync(cancellation);
        return await JsonSerializer.DeserializeAsync<BackupManifest>(content, BackupManifest.Json, cancellation)
            ?? throw new InvalidDataException($"{BackupManifest.Name} ist leer.");
    }

    private static void RequireComplete(ZipArchive archive, BackupManifest manifest)
    {
        var there = archive.Entries.Select(entry => entry.FullName).Except([BackupManifest.Name]).ToHashSet();
        if (!there.SetEquals(manifest.Files.Select(file => file.Name)))
            throw new InvalidDataException("Sie enthält nicht die Dateien, die sie nennt.");
    }

    private static NotSupportedException TooNew(BackupManifest manifest) => new(
        $"Diese Sicherung hat Version {manifest.Program} geschrieben (Schema {manifest.Schema}); "
        + $"dieses Programm ist Version {HubVersion.Text} (Schema {HubSchema.Number}) und zu alt für sie. "
        + "Nehmen Sie ein neueres. Die Datenbank ist unverändert.");
}
