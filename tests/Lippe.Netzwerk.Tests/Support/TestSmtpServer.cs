using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Infrastructure.Hosting;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>A small mail server on loopback: takes mails over, defers those to <c>defer…</c> and refuses those to <c>refuse…</c>.</summary>
public sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    public TestSmtpServer()
    {
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What was taken over, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>How long the answer to a mail takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether addresses are treated by their first word.</summary>
    public bool IsStrict { get; set; } = true;

    /// <summary>Sends a hub's mails here.</summary>
    public void Connect(HubSettings settings) => settings.Mail = new MailSettings { Host = "127.0.0.1", Port = Port, StartTls = false };

    /// <summary>Refuses connections from now on.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = TalkAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var _ = client;
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        try
        {
            await writer.WriteLineAsync("220 test");
            var to = "";
            while (await reader.ReadLineAsync(_stop.Token) is { } line)
            {
                var verb = line.Split(' ', ':')[0].ToUpperInvariant();
                if (verb == "RCPT")
                    to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                await writer.WriteLineAsync(Answer(verb, to));
                if (verb == "DATA")
                    await TakeOverAsync(reader, writer, to);
                if (verb == "QUIT")
                    return;
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
        }
    }

    private string Answer(string verb, string to) => verb switch
    {
        "RCPT" when IsStrict && to.StartsWith("refuse", StringComparison.Ordinal) => "550 5.1.1 Mailbox unavailable",
        "RCPT" when IsStrict && to.StartsWith("defer", StringComparison.Ordinal) => "451 4.7.1 Greylisted, try again",
        "DATA" => "354 go ahead",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task TakeOverAsync(StreamReader reader, StreamWriter writer, string to)
    {
        var raw = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            raw.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        await Task.Delay(Delay, _stop.Token);
        Mails.Enqueue(new ReceivedMail(to, raw.ToString()));
        await writer.WriteLineAsync("250 2.0.0 queued");
    }
}

/// <summary>A mail as it arrived.</summary>
public sealed partial record ReceivedMail(string To, string Raw)
{
    /// <summary>A header line, unfolded; encoded words are decoded.</summary>
    public string Header(string name)
    {
        var head = Raw[..Raw.IndexOf("\n\n", StringComparison.Ordinal)].Replace("\n ", "", StringComparison.Ordinal);
        var line = head.Split('\n').SingleOrDefault(l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)) ?? "";
        return EncodedWord().Replace(line, Decode)[(name.Length + 2)..];
    }

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    private string Part(string type)
    {
        var start = Raw.IndexOf("\n\n", Raw.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        var end = Raw.IndexOf("\n--", start, StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(Raw[start..end]));
    }

    private static string Decode(Match word) => word.Groups[1].Value is "B" or "b"
        ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
        : Uri.UnescapeDataString(word.Groups[2].Value.Replace('_', ' ').Replace('=', '%'));

    [GeneratedRegex(@"=\?utf-8\?([BQ])\?([^?]*)\?=", RegexOptions.IgnoreCase)]
    private static partial Regex EncodedWord();
}
