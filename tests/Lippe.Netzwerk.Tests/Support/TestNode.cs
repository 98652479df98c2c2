using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests.Support;

/// <summary>The hub's program as a process of its own; what it prints can be waited for.</summary>
public sealed class TestNode : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("netzwerk-knoten-");
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();
    private readonly List<string> _printed = [];
    private readonly Process _process;
    private readonly Task _listening;

    private TestNode(
        string connectionString, string content, IEnumerable<string> arguments, params IEnumerable<string> settings)
    {
        var program = Path.ChangeExtension(typeof(HubSettings).Assembly.Location, ".dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["ASPNETCORE_ENVIRONMENT"] = "Production",
                ["ConnectionStrings__Hub"] = connectionString,
                ["Hub__Data"] = _data.FullName,
                ["Hub__Content"] = content,
                ["Hub__Jobs"] = "false",
                ["NOTIFY_SOCKET"] = "",
            },
        };
        foreach (var setting in settings.Select(setting => setting.Split('=', 2)))
            start.Environment[setting[0]] = setting[1];
        _process = Process.Start(start)!;
        _listening = Task.WhenAll(ListenAsync(_process.StandardOutput), ListenAsync(_process.StandardError));
    }

    /// <summary>All that was waited for so far.</summary>
    public string Printed => string.Join('\n', _printed);

    /// <summary>A node that serves, or is about to.</summary>
    /// <param name="connectionString">Its database.</param>
    /// <param name="content">What it fills an empty database with.</param>
    /// <param name="settings">Further ones, each as the environment has it: <c>name=value</c>.</param>
    public static TestNode Serve(
        string connectionString, string? content = null, params IEnumerable<string> settings) =>
        new(connectionString, content ?? HubFolders.Find("content"), ["serve", "--port", $"{FreePort()}"], settings);

    /// <summary>The same with settings by name.</summary>
    public static TestNode Serve(string connectionString, Dictionary<string, string> settings) =>
        Serve(connectionString, null, Lines(settings));

    /// <summary>A call of the program.</summary>
    public static TestNode Call(string connectionString, params IEnumerable<string> arguments) =>
        new(connectionString, HubFolders.Find("content"), arguments);

    /// <summary>A call of the program with further environment variables.</summary>
    public static TestNode Call(
        string connectionString, Dictionary<string, string> settings, params IEnumerable<string> arguments) =>
        new(
            connectionString,
            HubFolders.Find("content"),
            arguments,
            Lines(settings));

    /// <summary>Waits for a line with those words and returns it.</summary>
    public async Task<string> PrintsAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (await _lines.Reader.WaitToReadAsync(patience.Token))
        {
            while (_lines.Reader.TryRead(out var line))
            {
                _printed.Add(line);
                if (line.Contains(words, StringComparison.Ordinal))
                    return line;
            }
        }

        throw new AssertionException($"It ended without „{words}“: {Printed}");
    }

    /// <summary>Waits until it serves; returns where.</summary>
    public async Task<Uri> ServesAsync()
    {
        const string Words = "läuft auf ";
        var line = await PrintsAsync(Words);
        return new Uri(line[(line.IndexOf(Words, StringComparison.Ordinal) + Words.Length)..].Split(' ')[0]);
    }

    /// <summary>Waits until it ends, and reads all it said.</summary>
    public async Task<int> EndsAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        await _listening;
        while (_lines.Reader.TryRead(out var line))
            _printed.Add(line);
        return _process.ExitCode;
    }

    /// <summary>Ends it between two of its instructions (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to end, as systemd does; Ctrl-C takes the same way.</summary>
    public void Terminate()
    {
        using var signal = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        signal.WaitForExit();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        await _listening;
        _process.Dispose();
        _data.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task ListenAsync(StreamReader output)
    {
        while (await output.ReadLineAsync() is { } line)
            _lines.Writer.TryWrite(line);
    }

    private static IEnumerable<string> Lines(Dictionary<string, string> settings) =>
        settings.Select(setting => $"{setting.Key}={setting.Value}");
}
