using System.Runtime.CompilerServices;

namespace Lippe.Netzwerk.Mail;

/// <summary>
/// A folder in which a mail server puts the mails that came back, one file each. Reports are removed as they are read;
/// whatever else arrives stays for whoever reads the folder.
/// </summary>
internal sealed class BounceFolder(string path, ILogger log) : IBounceSource
{
    public async IAsyncEnumerable<BounceReport> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
            yield break;
        foreach (var file in Directory.EnumerateFiles(path))
        {
            if (await TryReadAsync(file, cancellation) is not { } report)
                continue;
            yield return report;
            Delete(file);
        }
    }

    // A file nobody may read, or that its server still writes, keeps no other waiting.
    private async Task<BounceReport?> TryReadAsync(string file, CancellationToken cancellation)
    {
        try
        {
            await using var stream = File.OpenRead(file);
            return await BounceReport.ReadAsync(stream, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Skip(file, e);
            return null;
        }
    }

    // Read once more, it does no harm: whose mails are held back already stays so.
    private void Delete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Skip(file, e);
        }
    }

    private void Skip(string file, Exception reason) => log.LogWarning(
        "Die Datei {File} im Ordner der zurückgekommenen E-Mails ließ sich nicht lesen oder löschen: {Reason}",
        Path.GetFileName(file), reason.Message);
}
