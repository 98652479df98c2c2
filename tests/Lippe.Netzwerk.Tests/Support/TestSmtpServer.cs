using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>
/// A mail server on loopback, in a process of its own: npm's smtp-server, steered by <c>smtp.mjs</c>. It takes mails over, defers those to
/// <c>defer…</c> and refuses those to <c>refuse…</c>; it ends the connection without an answer for <c>close…</c> and says nothing more to <c>hang…</c>.
/// </summary>
public sealed class TestSmtpServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _program;
    private readonly Task _listening;
    private readonly Lock _turn = new();
    private readonly ConcurrentQueue<ReceivedMail> _mails = [];
    private readonly ConcurrentQueue<string> _signIns = [];
    private readonly ConcurrentDictionary<int, TaskCompletionSource> _asked = [];
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _connections;
    private int _number;

    public TestSmtpServer(int port = 0)
    {
        var script = Path.Combine(HubFolders.Find("tests"), "Lippe.Netzwerk.Tests", "Support", "smtp.mjs");
        _program = Process.Start(new ProcessStartInfo("node", [script, $"{port}"]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        _listening = ListenAsync();
        Assert.That(_port.Task.Wait(Patience) && _port.Task.Result > 0, Is.True, "smtp-server does not start; scripts/test installs it");
    }

    public int Port => _port.Task.Result;

    /// <summary>What was taken over until now, in order.</summary>
    public IReadOnlyCollection<ReceivedMail> Mails => UpToNow(_mails);

    /// <summary>What was said to sign in.</summary>
    public IReadOnlyCollection<string> SignIns => UpToNow(_signIns);

    /// <summary>How many connections there were.</summary>
    public int Connections
    {
        get
        {
            Steer(new JsonObject());
            return _connections;
        }
    }

    /// <summary>How long the answer to a mail takes.</summary>
    public TimeSpan Delay { set => Steer(new JsonObject { ["delay"] = value.TotalMilliseconds }); }

    /// <summary>Whether addresses are treated by their first word.</summary>
    public bool IsStrict { set => Steer(new JsonObject { ["isStrict"] = value }); }

    /// <summary>After that many mails of a connection the server ends it.</summary>
    public int MailsPerConnection { set => Steer(new JsonObject { ["mailsPerConnection"] = value }); }

    /// <summary>After that many mails the server is killed.</summary>
    public int DiesAfter { set => Steer(new JsonObject { ["diesAfter"] = value }); }

    /// <summary>The ways to sign in that it offers, for example PLAIN.</summary>
    public string[] OffersSignIn { set => Steer(new JsonObject { ["signIn"] = new JsonArray([.. value.Select(way => (JsonNode)way)]) }); }

    /// <summary>Whether it offers STARTTLS, with a certificate nobody vouches for.</summary>
    public bool Encrypts { set => Steer(new JsonObject { ["encrypts"] = value }); }

    /// <summary>Sends a hub's mails here.</summary>
    public void Connect(HubSettings settings) => settings.Mail = new MailSettings { Host = "127.0.0.1", Port = Port, StartTls = false };

    /// <summary>Refuses connections from now on, and ends those there are.</summary>
    public async Task StopAsync()
    {
        _program.Kill();
        await _listening;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _program.Dispose();
    }

    // The program answers in order: what it told before has arrived when it answers this.
    private void Steer(JsonObject settings)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_turn)
        {
            settings["number"] = ++_number;
            _asked[_number] = answered;
            try
            {
                _program.StandardInput.WriteLine(settings.ToJsonString());
                _program.StandardInput.Flush();
            }
            catch (IOException)
            {
                // It is gone; the end of its output says so, too.
            }
        }

        Assert.That(Task.WaitAny(answered.Task, _listening, Task.Delay(Patience)), Is.LessThan(2), "smtp-server does not answer");
    }

    private ConcurrentQueue<T> UpToNow<T>(ConcurrentQueue<T> heard)
    {
        Steer([]);
        return heard;
    }

    private async Task ListenAsync()
    {
        while (await _program.StandardOutput.ReadLineAsync() is { } line)
        {
            using var said = JsonDocument.Parse(line);
            Hear(said.RootElement);
        }

        _port.TrySetResult(0);
    }

    private void Hear(JsonElement said)
    {
        if (said.TryGetProperty("raw", out var raw))
            _mails.Enqueue(new ReceivedMail(said.GetProperty("to").GetString()!, raw.GetString()!.ReplaceLineEndings("\n")));
        else if (said.TryGetProperty("signIn", out var signIn))
            _signIns.Enqueue(signIn.GetString()!);
        else if (said.TryGetProperty("connection", out _))
            _connections++;
        else if (said.TryGetProperty("port", out var port))
            _port.SetResult(port.GetInt32());
        else
            _asked[said.GetProperty("number").GetInt32()].SetResult();
    }
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
