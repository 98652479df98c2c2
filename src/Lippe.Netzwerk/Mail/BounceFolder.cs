using System.Runtime.CompilerServices;

namespace Lippe.Netzwerk.Mail;

/// <summary>
/// A folder in which a mail server puts the mails that came back, one file each. Reports are removed as they are read;
/// whatever else arrives stays for whoever reads the folder.
/// </summary>
internal sealed class BounceFolder(string path) : IBounceSource
{
    public async IAsyncEnumerable<BounceReport> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!Directory.Exists(path))
            yield break;
        foreach (var file in Directory.EnumerateFiles(path))
        {
            if (await ReadAsync(file, cancellation) is not { } report)
                continue;
            yield return report;
            File.Delete(file);
        }
    }

    private static async Task<BounceReport?> ReadAsync(string file, CancellationToken cancellation)
    {
        await using var stream = File.OpenRead(file);
        return await BounceReport.ReadAsync(stream, cancellation);
    }
}
