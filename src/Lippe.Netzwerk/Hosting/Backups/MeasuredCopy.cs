using System.Buffers;
using System.Security.Cryptography;

namespace Lippe.Netzwerk.Hosting.Backups;

/// <summary>Copies what a backup holds, and measures it on the way.</summary>
internal static class MeasuredCopy
{
    private const int BufferSize = 128 * 1024;

    /// <summary>Copies to the end of the source; what comes back describes what was copied.</summary>
    public static async Task<BackupFile> CopyAsync(
        Stream source, Stream target, BackupFile of, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (bytes, rows) = (0L, 0L);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            while (await source.ReadAsync(buffer, cancellation) is var read and > 0)
            {
                hash.AppendData(buffer, 0, read);
                (bytes, rows) = (bytes + read, rows + buffer.AsSpan(0, read).Count((byte)'\n'));
                await target.WriteAsync(buffer.AsMemory(0, read), cancellation);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return of with { Bytes = bytes, Rows = rows, Sha256 = Convert.ToHexStringLower(hash.GetHashAndReset()) };
    }
}
