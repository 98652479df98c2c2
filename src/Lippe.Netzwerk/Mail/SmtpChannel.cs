using System.Buffers;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;

namespace Lippe.Netzwerk.Mail;

/// <summary>Commands out, replies in: the lines of an SMTP connection, plain or encrypted.</summary>
internal sealed class SmtpChannel(Stream stream) : IAsyncDisposable
{
    // Twice what RFC 5321 allows for a line, and more lines than any EHLO has.
    private const int LongestLine = 1024;
    private const int MostLines = 100;

    private readonly byte[] _buffer = new byte[LongestLine];
    private Stream _stream = stream;
    private int _length;

    /// <summary>Opens a connection to a port.</summary>
    public static async Task<SmtpChannel> OpenAsync(string host, int port, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(host, port, cancellation);
            return new SmtpChannel(new NetworkStream(socket, ownsSocket: true));
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Sends a command and reads its reply.</summary>
    /// <exception cref="SmtpRefusalException">The server said no.</exception>
    /// <exception cref="IOException">The connection ended, or this is no mail server.</exception>
    public async Task<SmtpReply> AskAsync(string command, CancellationToken cancellation)
    {
        await _stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), cancellation);
        return await ReadAsync(cancellation);
    }

    /// <summary>Sends a message after the server's 354 and reads what became of it.</summary>
    public async Task<SmtpReply> DeliverAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation)
    {
        await _stream.WriteAsync(Stuffed(message.Span).AsMemory(), cancellation);
        return await ReadAsync(cancellation);
    }

    /// <summary>Reads one reply, of one line or several.</summary>
    public async Task<SmtpReply> ReadAsync(CancellationToken cancellation)
    {
        var lines = new List<string>();
        while (lines.Count < MostLines)
        {
            var line = await ReadLineAsync(cancellation);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), System.Globalization.NumberStyles.None, null, out var code))
                throw new IOException("Die Antwort ist nicht die eines Mailservers.");
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length > 3 && line[3] == '-')
                continue;
            var reply = new SmtpReply(code, lines);
            return reply.IsPositive ? reply : throw new SmtpRefusalException(reply);
        }

        throw new IOException("Die Antwort des Mailservers nimmt kein Ende.");
    }

    /// <summary>Encrypts the connection; the certificate must be valid for the host.</summary>
    public async Task EncryptAsync(string host, CancellationToken cancellation)
    {
        // Whatever came before encryption could come from anybody in between.
        if (_length > 0)
            throw new IOException("Der Mailserver hat vor der Verschlüsselung weitergesprochen.");
        var encrypted = new SslStream(_stream, leaveInnerStreamOpen: false);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation);
    }

    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>A message as it travels: a dot before each line that begins with one, and a single dot at its end (RFC 5321, 4.5.2).</summary>
    internal static byte[] Stuffed(ReadOnlySpan<byte> message)
    {
        var stuffed = new ArrayBufferWriter<byte>(message.Length + 64);
        while (!message.IsEmpty)
        {
            var end = message.IndexOf("\r\n"u8);
            var line = end < 0 ? message : message[..end];
            if (line.StartsWith("."u8))
                stuffed.Write("."u8);
            stuffed.Write(line);
            stuffed.Write("\r\n"u8);
            message = end < 0 ? [] : message[(end + 2)..];
        }

        stuffed.Write(".\r\n"u8);
        return stuffed.WrittenSpan.ToArray();
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = _buffer.AsSpan(0, _length).IndexOf((byte)'\n')) < 0)
        {
            if (_length == _buffer.Length)
                throw new IOException("Eine Zeile des Mailservers ist zu lang.");
            var read = await _stream.ReadAsync(_buffer.AsMemory(_length), cancellation);
            if (read == 0)
                throw new EndOfStreamException("keine Antwort mehr");
            _length += read;
        }

        var line = Encoding.UTF8.GetString(_buffer.AsSpan(0, end).TrimEnd((byte)'\r'));
        _length -= end + 1;
        _buffer.AsSpan(end + 1, _length).CopyTo(_buffer);
        return line;
    }
}
