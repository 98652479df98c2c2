using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Infrastructure.Hosting;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>
/// A small mail server on loopback. It takes mails over, defers those to <c>defer…</c> and refuses those to <c>refuse…</c>;
/// it ends the connection without an answer for <c>close…</c> and says nothing more to <c>hang…</c>.
/// </summary>
public sealed class TestSmtpServer : IAsyncDisposable
{
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;
    private int _connections;
    private int _taken;

    public TestSmtpServer(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>What was taken over, in order.</summary>
    public ConcurrentQueue<ReceivedMail> Mails { get; } = [];

    /// <summary>What was said to sign in, decoded.</summary>
    public ConcurrentQueue<string> SignIns { get; } = [];

    /// <summary>How many connections there were.</summary>
    public int Connections => _connections;

    /// <summary>How long the answer to a mail takes.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Whether addresses are treated by their first word.</summary>
    public bool IsStrict { get; set; } = true;

    /// <summary>After that many mails of a connection the server ends it.</summary>
    public int MailsPerConnection { get; set; } = int.MaxValue;

    /// <summary>After that many mails the server is gone.</summary>
    public int DiesAfter { get; set; } = int.MaxValue;

    /// <summary>What it offers besides taking mails, for example <c>AUTH PLAIN</c>.</summary>
    public string? Offer { get; set; }

    /// <summary>What it proves itself with after STARTTLS; null offers none.</summary>
    public X509Certificate2? Certificate { get; set; }

    /// <summary>Sends a hub's mails here.</summary>
    public void Connect(HubSettings settings) => settings.Mail = new MailSettings { Host = "127.0.0.1", Port = Port, StartTls = false };

    /// <summary>Refuses connections from now on, and ends those there are.</summary>
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
            _listener.Stop();
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        Interlocked.Increment(ref _connections);
        using var _ = client;
        try
        {
            await using var plain = client.GetStream();
            if (!await TalkAsync(plain, isEncrypted: false))
                return;
            await using var encrypted = new SslStream(plain);
            await encrypted.AuthenticateAsServerAsync(Certificate!);
            await TalkAsync(encrypted, isEncrypted: true);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or AuthenticationException)
        {
        }
    }

    // True when the client asks for encryption.
    private async Task<bool> TalkAsync(Stream stream, bool isEncrypted)
    {
        var reader = new StreamReader(stream, Encoding.UTF8);
        var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        if (!isEncrypted)
            await writer.WriteLineAsync("220 test");
        var (to, mails) = ("", 0);
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (verb == "RCPT")
                to = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
            if (verb == "RCPT" && Treats(to, "hang"))
                await Task.Delay(Timeout.Infinite, _stop.Token);
            if (verb == "AUTH")
                await SignInAsync(line, reader, writer);
            else
                await writer.WriteLineAsync(Answer(verb, to, isEncrypted));
            if (verb == "STARTTLS")
                return true;
            if (verb == "DATA" && (!await TakeOverAsync(reader, writer, to) || ++mails == MailsPerConnection))
                return false;
            if (verb == "QUIT")
                return false;
        }

        return false;
    }

    private string Answer(string verb, string to, bool isEncrypted) => verb switch
    {
        "EHLO" when Certificate is not null && !isEncrypted => "250-test\r\n250 STARTTLS",
        "EHLO" when Offer is not null => $"250-test\r\n250 {Offer}",
        "RCPT" when Treats(to, "refuse") => "550 5.1.1 Mailbox unavailable",
        "RCPT" when Treats(to, "defer") => "451 4.7.1 Greylisted, try again",
        "DATA" => "354 go ahead",
        "QUIT" => "221 bye",
        _ => "250 ok",
    };

    private async Task SignInAsync(string line, StreamReader reader, StreamWriter writer)
    {
        var words = line.Split(' ');
        var said = words.Length > 2 ? Decode(words[2]).Trim('\0').Replace('\0', ' ') : $"{await AskAsync("VXNlcm5hbWU6")} {await AskAsync("UGFzc3dvcmQ6")}";
        SignIns.Enqueue($"{words[1]} {said}");
        await writer.WriteLineAsync("235 2.7.0 welcome");

        async Task<string> AskAsync(string question)
        {
            await writer.WriteLineAsync($"334 {question}");
            return Decode((await reader.ReadLineAsync(_stop.Token))!);
        }
    }

    private async Task<bool> TakeOverAsync(StreamReader reader, StreamWriter writer, string to)
    {
        var raw = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            raw.Append(line.StartsWith('.') ? line[1..] : line).Append('\n');
        if (Treats(to, "close"))
            return false;
        await Task.Delay(Delay, _stop.Token);
        if (Interlocked.Increment(ref _taken) > DiesAfter)
        {
            await _stop.CancelAsync();
            return false;
        }

        Mails.Enqueue(new ReceivedMail(to, raw.ToString()));
        await writer.WriteLineAsync("250 2.0.0 queued");
        return true;
    }

    private bool Treats(string to, string word) => IsStrict && to.StartsWith(word, StringComparison.Ordinal);

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}

/// <summary>A mail as it arrived.</summary>
public sealed partial record ReceivedMail(string To, string Raw)
{
    /// <summary>A header line, unfolded; encoded words are decoded.</summary>
    public string Header(string name)
    {
        var head = Raw[..Raw.IndexOf("\n\n", StringComparison.Ordinal)].Replace("?=\n =?", "?==?", StringComparison.Ordinal).Replace("\n ", " ", StringComparison.Ordinal);
        var line = head.Split('\n').SingleOrDefault(l => l.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase)) ?? $"{name}: ";
        return EncodedWord().Replace(line, word => Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[1].Value)))[(name.Length + 2)..];
    }

    public string Text => Part("text/plain");

    public string Html => Part("text/html");

    private string Part(string type)
    {
        var start = Raw.IndexOf("\n\n", Raw.IndexOf($"Content-Type: {type}", StringComparison.OrdinalIgnoreCase), StringComparison.Ordinal);
        var end = Raw.IndexOf("\n--", start, StringComparison.Ordinal);
        return Encoding.UTF8.GetString(Convert.FromBase64String(end < 0 ? Raw[start..] : Raw[start..end])).ReplaceLineEndings("\n");
    }

    [GeneratedRegex(@"=\?utf-8\?B\?([^?]*)\?=")]
    private static partial Regex EncodedWord();
}
