using System.Text;

namespace Lippe.Netzwerk.Features.Imports;

/// <summary>One file of the network itself.</summary>
/// <param name="Folder">The folder that is imported.</param>
/// <param name="Name">The file's path below it.</param>
internal sealed record NetworkFile(string Folder, string Name)
{
    private const string SaveAsUtf8 = "Speichern Sie die Datei als Text in UTF-8.";

    // Long enough to be recognised.
    private const int LongestQuote = 40;

    private static readonly UTF8Encoding StrictUtf8 =
        new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public string FullPath => Path.Combine(Folder, Name);

    /// <summary>Whether it is there; a link is none.</summary>
    public bool Exists => new FileInfo(FullPath) is { Exists: true, LinkTarget: null };

    /// <summary>The whole text.</summary>
    /// <exception cref="NetworkFileException">It cannot be read, or is no text.</exception>
    public async Task<string> ReadAsync(CancellationToken cancellation)
    {
        var bytes = await ReadBytesAsync(cancellation);
        if (bytes.IndexOf((byte)0) is >= 0 and var place)
            throw Fault(LineOf(bytes, place), $"Hier steht ein Zeichen, das kein Text ist (NUL). {SaveAsUtf8}");
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\ufeff');
        }
        catch (DecoderFallbackException e)
        {
            throw Fault(LineOf(bytes, e.Index), $"Hier steht ein Zeichen einer anderen Kodierung. {SaveAsUtf8}", e);
        }
    }

    /// <summary>What to throw about one of its lines, from 1.</summary>
    public NetworkFileException Fault(int line, string reason, Exception? cause = null) =>
        new(Name, line, reason, cause);

    /// <summary>A text of the file as a message quotes it.</summary>
    public static string Quote(string text) =>
        $"„{(text.Length <= LongestQuote ? text : text[..LongestQuote] + "…")}“";

    private async Task<byte[]> ReadBytesAsync(CancellationToken cancellation)
    {
        try
        {
            // Pipes and devices have no length either, and whoever opens one may wait for ever.
            return new FileInfo(FullPath).Length > 0
                ? await File.ReadAllBytesAsync(FullPath, cancellation)
                : throw Fault(1, "Die Datei ist leer, oder sie ist eine Pipe oder ein Gerät. Nehmen Sie sie weg.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Fault(1, "Die Datei lässt sich nicht lesen. Prüfen Sie, ob das Konto des Hubs sie lesen darf.", e);
        }
    }

    private static int LineOf(byte[] bytes, int place) => bytes.AsSpan(0, place).Count((byte)'\n') + 1;
}
