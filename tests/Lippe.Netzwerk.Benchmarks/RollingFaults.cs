namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// Two nodes behind one address are restarted one after the other, as an update does, and then killed in turn, while
/// people read and write.
/// </summary>
internal sealed class RollingFaults(
    string before, string after, BenchDatabase database, CancellationToken cancellation)
{
    private const int Rounds = 2;
    private const int Kills = 6;

    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(5);

    private readonly int[] _ports = [HubProcess.FreePort(), HubProcess.FreePort()];
    private readonly HubProcess?[] _nodes = [null, null];

    /// <summary>Runs it once; without nginx there is nothing to see.</summary>
    /// <param name="before">The program both nodes begin with.</param>
    /// <param name="after">The one they are restarted with.</param>
    /// <param name="cancellation">Ends the run.</param>
    /// <returns>Whether no request failed while nodes were restarted.</returns>
    public static async Task<bool> RunAsync(string before, string after, CancellationToken cancellation)
    {
        if (Balancer.Find() is not { } nginx)
        {
            await Console.Error.WriteLineAsync("Übersprungen: nginx fehlt. Abhilfe: apt-get install nginx");
            return true;
        }

        await using var database = await BenchDatabase.StartAsync(cancellation);
        return await new RollingFaults(before, after, database, cancellation).RunAsync(nginx);
    }

    private async Task<bool> RunAsync(string nginx)
    {
        try
        {
            await StartAsync(0, before);
            await StartAsync(1, before);
            await using var balancer = new Balancer(nginx, _ports[0], _ports[1]);
            await _nodes[0]!.AnswersAsync(balancer.Port, "/", cancellation);
            using var traffic = await TrafficAsync(balancer.Port);
            var rolling = await traffic.DuringAsync(RestartAllAsync);
            var killing = await traffic.DuringAsync(KillAsync);
            Console.WriteLine(
                $"requests={rolling.Requests} failed={rolling.Failed} "
                + $"kills={Kills} kill_requests={killing.Requests} kill_failed={killing.Failed}");
            return rolling.Failed == 0;
        }
        finally
        {
            for (var node = 0; node < _nodes.Length; node++)
                await StopAsync(node);
        }
    }

    private async Task<Traffic> TrafficAsync(int port)
    {
        await using var node = new Node(database.ConnectionString);
        var cookies = (await node.SignInAsync("leserin", cancellation), await node.SignInAsync("autor", cancellation));
        return new Traffic(port, cookies.Item1, cookies.Item2, cancellation);
    }

    private async Task RestartAllAsync()
    {
        await Task.Delay(Calm, cancellation);
        for (var round = 1; round <= Rounds; round++)
        {
            for (var node = 0; node < _nodes.Length; node++)
            {
                await StopAsync(node);
                await StartAsync(node, after);
                await Console.Error.WriteLineAsync($"Knoten {node + 1} neu gestartet ({round} von {Rounds})");
            }
        }

        await Task.Delay(Calm, cancellation);
    }

    private async Task KillAsync()
    {
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(Calm, cancellation);
            await _nodes[kill % 2]!.KillAsync();
            await Console.Error.WriteLineAsync($"Knoten getötet ({kill + 1} von {Kills})");
            await StartAsync(kill % 2, after);
        }

        await Task.Delay(Calm, cancellation);
    }

    private async Task StopAsync(int node)
    {
        if (Interlocked.Exchange(ref _nodes[node], null) is { } running)
            await running.DisposeAsync();
    }

    private async Task StartAsync(int node, string app) => _nodes[node] = await HubProcess.ServeAsync(
        app, database.Folder, database.ConnectionString, _ports[node], cancellation);
}
