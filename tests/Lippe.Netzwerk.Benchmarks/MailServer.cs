using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// A mail server as a process of its own: takes every mail over and writes it down before it says so.
/// </summary>
internal sealed class MailServer(FileStream log, TimeSpan delay)
{
    // Servers think about a recipient for long, and take little time to put a mail away.
    private readonly TimeSpan _delayAtEnd = delay / 20;
    private readonly Lock _turn = new();

    /// <summary>Serves until it is ended.</summary>
    /// <param name="port">On loopback.</param>
    /// <param name="logPath">Gets a line for each mail: moment, Message-ID, recipient.</param>
    /// <param name="delay">How long the answer about a recipient takes; that to a mail takes a twentieth of it.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async Task RunAsync(int port, string logPath, TimeSpan delay, CancellationToken cancellation)
    {
        await using var log = new FileStream(
            logPath, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var server = new MailServer(log, delay);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        while (true)
            _ = server.ServeAsync(await listener.AcceptTcpClientAsync(cancellation), cancellation);
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellation)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                await TalkAsync(client.GetStream(), cancellation);
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // A killed node hangs up without a word.
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken cancellation)
    {
        var buffer = new byte[64 * 1024];
        var (length, recipient) = (0, "");
        await SayAsync("220 bench");
        while (await ReadAsync("\r\n"u8.ToArray()) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
            {
                var open = line.IndexOf('<', StringComparison.Ordinal);
                recipient = line[(open + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                await Task.Delay(delay, cancellation);
            }

            await SayAsync(verb switch { "DATA" => "354 go ahead", "QUIT" => "221 bye", _ => "250 ok" });
            if (verb == "QUIT")
                return;
            if (verb != "DATA")
                continue;
            var mail = await ReadAsync("\r\n.\r\n"u8.ToArray());
            if (mail is null)
                return;
            await Task.Delay(_delayAtEnd, cancellation);
            Write(mail, recipient);
            await SayAsync("250 2.0.0 queued");
        }

        async Task SayAsync(string reply) =>
            await stream.WriteAsync(Encoding.ASCII.GetBytes(reply + "\r\n"), cancellation);

        async Task<string?> ReadAsync(byte[] end)
        {
            int found, looked = 0;
            while ((found = buffer.AsSpan(looked, length - looked).IndexOf(end)) < 0)
            {
                looked = Math.Max(0, length - end.Length);
                if (length == buffer.Length)
                    Array.Resize(ref buffer, 2 * length);
                var read = await stream.ReadAsync(buffer.AsMemory(length), cancellation);
                if (read == 0)
                    return null;
                length += read;
            }

            found += looked;
            // Of a mail, its header lines are enough.
            var text = Encoding.ASCII.GetString(buffer, 0, Math.Min(found, 4096));
            var rest = found + end.Length;
            length -= rest;
            buffer.AsSpan(rest, length).CopyTo(buffer);
            return text;
        }
    }

    private void Write(string mail, string recipient)
    {
        const string Field = "\r\nMessage-ID: ";
        var start = mail.IndexOf(Field, StringComparison.Ordinal) + Field.Length;
        var id = mail[start..mail.IndexOf("\r\n", start, StringComparison.Ordinal)];
        var line = string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.UtcNow:O} {id} {recipient}\n");
        var bytes = Encoding.ASCII.GetBytes(line);
        lock (_turn)
            log.Write(bytes);
    }
}

/// <summary>A mail a server wrote down.</summary>
internal sealed record AcceptedMail(DateTimeOffset At, string MessageId, string Recipient)
{
    /// <summary>All mails of a log; a last line cut off by a kill was not taken over.</summary>
    public static IReadOnlyList<AcceptedMail> Read(string path)
    {
        if (!File.Exists(path))
            return [];
        using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        var whole = text[..(text.LastIndexOf('\n') + 1)];
        return [.. whole.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    /// <summary>How many mails a log holds, without reading them.</summary>
    public static int Count(string path)
    {
        if (!File.Exists(path))
            return 0;
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var (buffer, count) = (new byte[64 * 1024], 0);
        for (int read; (read = stream.Read(buffer)) > 0;)
            count += buffer.AsSpan(0, read).Count((byte)'\n');
        return count;
    }

    private static AcceptedMail Parse(string line)
    {
        var words = line.Split(' ');
        return new AcceptedMail(DateTimeOffset.Parse(words[0], CultureInfo.InvariantCulture), words[1], words[2]);
    }
}
