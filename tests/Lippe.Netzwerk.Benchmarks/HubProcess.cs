using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>A .NET program as a child process, ended with this object; what it prints goes to standard error.</summary>
internal sealed class HubProcess : IAsyncDisposable
{
    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private HubProcess(Process process) => _process = process;

    /// <summary>Whether the program still runs.</summary>
    public bool IsRunning => !_process.HasExited;

    /// <summary>0 when all went well; only once the program has ended.</summary>
    public int ExitCode => _process.ExitCode;

    public static HubProcess Start(string? connectionString, params string[] arguments) =>
        Start(connectionString, [], arguments);

    /// <summary>The same with settings as environment variables.</summary>
    public static HubProcess Start(
        string? connectionString, IEnumerable<(string Name, string Value)> settings, params string[] arguments) =>
        StartInto("/dev/stderr", connectionString, settings, arguments);

    /// <summary>The same; what it prints is added to a file.</summary>
    public static HubProcess StartInto(
        string output,
        string? connectionString,
        IEnumerable<(string Name, string Value)> settings,
        params string[] arguments)
    {
        // The shell only turns the output; exec keeps the process id.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec dotnet \"$@\" >>\"$0\"", output, .. arguments]);
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        if (connectionString is not null)
            start.Environment["ConnectionStrings__Hub"] = connectionString;
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return new HubProcess(Process.Start(start)!);
    }

    /// <summary>A hub that answers.</summary>
    public static Task<HubProcess> ServeAsync(
        string app, string data, string database, int port, CancellationToken cancellation) =>
        ServeAsync(app, data, database, port, [], cancellation);

    /// <summary>The same with settings as environment variables.</summary>
    public static async Task<HubProcess> ServeAsync(
        string app,
        string data,
        string database,
        int port,
        IEnumerable<(string Name, string Value)> settings,
        CancellationToken cancellation)
    {
        var hub = Start(database, settings, app, "serve", "--port", $"{port}", "--data", data);
        await hub.AnswersAsync(port, "/", cancellation);
        return hub;
    }

    /// <summary>A port nobody listens on at the moment.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>A memory figure of <c>/proc/PID/status</c>, for example <c>VmRSS</c> or <c>VmHWM</c>.</summary>
    /// <returns>MB of 1024 kB; 0 once the program has ended.</returns>
    public double Memory(string name)
    {
        try
        {
            var line = File.ReadLines($"/proc/{_process.Id}/status")
                .FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.Ordinal));
            if (line is null)
                return 0;
            var words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            return int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) / 1024.0;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    /// <summary>Waits until a page comes.</summary>
    /// <exception cref="InvalidOperationException">None came in time.</exception>
    public async Task AnswersAsync(int port, string path, CancellationToken cancellation)
    {
        var request = KeepAliveClient.Request(port, path);
        for (
            var clock = Stopwatch.StartNew();
            IsRunning && clock.Elapsed < LongestStart;
            await Task.Delay(5, cancellation))
        {
            try
            {
                using var client = new KeepAliveClient(port);
                client.Get(request);
                return;
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionRefused)
            {
                // Not listening yet.
            }
        }

        throw new InvalidOperationException($"No answer from port {port}.");
    }

    /// <summary>Ends the program between two of its instructions (SIGKILL).</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (IsRunning)
        {
            using var terminate = Process.Start("kill", $"-TERM {_process.Id}");
            await Task.WhenAny(_process.WaitForExitAsync(), Task.Delay(TimeSpan.FromSeconds(15)));
        }

        if (IsRunning)
            _process.Kill();
        _process.Dispose();
    }
}
