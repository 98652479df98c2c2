using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>One keep-alive connection that does as little as it can with an answer.</summary>
/// <remarks>So the server stays the one measured.</remarks>
internal sealed class KeepAliveClient : IDisposable
{
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
    {
        NoDelay = true,
    };

    private byte[] _answer = new byte[64 * 1024];

    public KeepAliveClient(int port) => _socket.Connect(IPAddress.Loopback, port);

    private static ReadOnlySpan<byte> LastChunk => "\r\n0\r\n\r\n"u8;

    /// <summary>The bytes of a request for a page.</summary>
    /// <param name="port">Of the server.</param>
    /// <param name="path">Of the page.</param>
    /// <param name="cookie">Of a member; null for a visitor.</param>
    /// <param name="visitor">The address a proxy would name; null for none.</param>
    public static byte[] Request(int port, string path, string? cookie = null, string? visitor = null) =>
        Encoding.ASCII.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAccept: text/html\r\n"
            + $"{Field("Cookie", cookie)}{Field("X-Forwarded-For", visitor)}\r\n");

    /// <summary>Sends a request and waits for the whole answer.</summary>
    /// <exception cref="InvalidOperationException">The answer is not a page.</exception>
    /// <returns>The answer's bytes; valid until the next request.</returns>
    public ReadOnlySpan<byte> Get(byte[] request)
    {
        _socket.Send(request);
        var length = 0;
        int? end = null;
        do
        {
            if (length == _answer.Length)
                Array.Resize(ref _answer, 2 * length);
            var received = _socket.Receive(_answer.AsSpan(length));
            if (received == 0)
                throw new InvalidOperationException($"The server closed the connection: {Text(request)}");
            length += received;
            end ??= EndOf(_answer.AsSpan(0, length));
        }
        while (end is null || (end > 0 ? length < end : !_answer.AsSpan(0, length).EndsWith(LastChunk)));

        if (!_answer.AsSpan().StartsWith("HTTP/1.1 200 "u8))
            throw new InvalidOperationException($"{Text(_answer.AsSpan(0, 40))} for {Text(request)}");
        return _answer.AsSpan(0, length);
    }

    public void Dispose() => _socket.Dispose();

    private static string Field(string name, string? value) => value is null ? "" : $"{name}: {value}\r\n";

    private static string Text(ReadOnlySpan<byte> ascii) => Encoding.ASCII.GetString(ascii);

    // Null before the headers are complete, 0 when the answer comes in chunks.
    private static int? EndOf(ReadOnlySpan<byte> answer)
    {
        var headers = answer.IndexOf("\r\n\r\n"u8);
        if (headers < 0)
            return null;
        var field = answer[..headers].IndexOf("\r\nContent-Length: "u8);
        if (field < 0)
            return 0;
        return Utf8Parser.TryParse(answer[(field + "\r\nContent-Length: ".Length)..], out int body, out _)
            ? headers + "\r\n\r\n".Length + body
            : throw new InvalidOperationException("The answer's length is no number.");
    }
}
