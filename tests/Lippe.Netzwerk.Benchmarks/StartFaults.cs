using System.Diagnostics;
using System.Globalization;
using Lippe.Netzwerk.Store;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>What happens to nodes while they start, and to the database they need.</summary>
/// <param name="app">The hub's program.</param>
/// <param name="server">Where each start gets a database of its own.</param>
/// <param name="documents">How many documents a hub begins with.</param>
/// <param name="cancellation">Ends the run.</param>
internal sealed class StartFaults(string app, BenchDatabase server, long documents, CancellationToken cancellation)
{
    private const string Link = "Einmal-Link für die erste Koordination: ";

    private static readonly TimeSpan LongerThanACommandMayTake = TimeSpan.FromSeconds(35);
    private static readonly TimeSpan Outage = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    private readonly Random _random = new();
    private int _databases;

    public IEnumerable<FaultCase> Cases =>
    [
        new("Zwei Knoten beginnen zugleich auf einer leeren Datenbank", 5, _ => TogetherAsync()),
        new("Ein Start wird beim ersten Füllen getötet", 5, _ => KilledAsync()),
        new("Ein anderer hält die Sperre 35 Sekunden", 1, _ => LockedAsync()),
        new("Die Datenbank kommt nach dem Knoten", 1, _ => LateAsync()),
        new("Das mitgebrachte PostgreSQL wird getötet", 3, _ => PostgresKilledAsync()),
    ];

    private async Task TogetherAsync()
    {
        var place = await CreateAsync();
        await using var first = place.Start(app);
        await using var second = place.Start(app);
        await Task.WhenAll(first.AnswersAsync(cancellation), second.AnswersAsync(cancellation));
        await RequireCompleteAsync(place, first, second);
    }

    private async Task KilledAsync()
    {
        var place = await CreateAsync();
        await using (var killed = place.Start(app))
        {
            var enough = _random.NextInt64(1, documents);
            while (await place.CountAsync(cancellation) < enough)
                await Task.Delay(1, cancellation);
            await killed.Process.KillAsync();
        }

        await using var next = place.Start(app);
        await next.AnswersAsync(cancellation);
        await RequireCompleteAsync(place, next);
    }

    private async Task LockedAsync()
    {
        var place = await CreateAsync();
        await using var holder = new Node(place.Database);
        StartedNode waiting;
        await using (await HubSchema.TakeTurnAsync(holder.Services, cancellation))
        {
            waiting = place.Start(app);
            await Task.Delay(LongerThanACommandMayTake, cancellation);
        }

        await using (waiting)
        {
            await waiting.AnswersAsync(cancellation);
            await RequireCompleteAsync(place, waiting);
        }
    }

    private async Task LateAsync()
    {
        var there = await CreateAsync();
        var real = new NpgsqlConnectionStringBuilder(there.Database);
        var door = Path.Combine(there.Folder, "door");
        var place = there with
        {
            Database = new NpgsqlConnectionStringBuilder(there.Database) { Host = door }.ConnectionString,
        };
        await using var waiting = place.Start(app);
        await Task.Delay(Outage, cancellation);
        Directory.CreateSymbolicLink(door, real.Host!);
        await waiting.AnswersAsync(cancellation);
        await RequireCompleteAsync(there, waiting);
    }

    private async Task PostgresKilledAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, NextName())).FullName;
        var port = HubProcess.FreePort();
        await using var hub = HubProcess.Start(null, app, "serve", "--port", $"{port}", "--data", folder);
        await hub.AnswersAsync(port, "/", cancellation);
        var lines = await File.ReadAllLinesAsync(
            Path.Combine(folder, "postgres", "cluster", "postmaster.pid"), cancellation);
        using (var postgres = Process.GetProcessById(int.Parse(lines[0], CultureInfo.InvariantCulture)))
            postgres.Kill();
        await SaysAsync(port, "/leitfaeden?thema=ozg");
    }

    // Refused and failed answers count as none.
    private async Task SaysAsync(int port, string path)
    {
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Longest)
        {
            using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), cancellation);
            if (answer.IsSuccessStatusCode)
                return;
            await Task.Delay(Glance, cancellation);
        }

        throw new InvalidOperationException($"nothing at {path} after {Longest}");
    }

    private async Task RequireCompleteAsync(Place place, params StartedNode[] nodes)
    {
        FaultCase.Require(Array.TrueForAll(nodes, node => node.Process.IsRunning), "a node has ended");
        var count = await place.CountAsync(cancellation);
        FaultCase.Require(count == documents, $"{count} of {documents} documents");
        var links = nodes.SelectMany(node => node.Printed)
            .Where(line => line.StartsWith(Link, StringComparison.Ordinal)).ToList();
        FaultCase.Require(links.Count == 1, $"{links.Count} links");
        await SaysAsync(nodes[0].Port, new Uri(links[0][Link.Length..]).AbsolutePath);
    }

    private async Task<Place> CreateAsync()
    {
        var name = NextName();
        var folder = Directory.CreateDirectory(Path.Combine(server.Folder, name)).FullName;
        return new Place(await server.CreateAsync(name, cancellation), folder);
    }

    private string NextName() => $"start{++_databases}";

    /// <summary>An empty database, and a folder for the nodes on it.</summary>
    private sealed record Place(string Database, string Folder)
    {
        private const string CountSql = "select count(*) from mt_doc_document";

        public StartedNode Start(string app)
        {
            var (port, output) = (HubProcess.FreePort(), Path.Combine(Folder, $"{Guid.NewGuid():N}.txt"));
            return new StartedNode(
                HubProcess.StartInto(output, Database, [], app, "serve", "--port", $"{port}", "--data", Folder),
                port,
                output);
        }

        /// <summary>How many documents are in; 0 before there is a place for them.</summary>
        public async Task<long> CountAsync(CancellationToken cancellation)
        {
            await using var connection = new NpgsqlConnection(Database);
            await connection.OpenAsync(cancellation);
            await using var exists = new NpgsqlCommand("select to_regclass('mt_doc_document') is not null", connection);
            if (await exists.ExecuteScalarAsync(cancellation) is not true)
                return 0;
            await using var count = new NpgsqlCommand(CountSql, connection);
            return (long)(await count.ExecuteScalarAsync(cancellation))!;
        }
    }

    /// <summary>A node, where it answers, and the file with what it prints.</summary>
    private sealed record StartedNode(HubProcess Process, int Port, string Output) : IAsyncDisposable
    {
        public IEnumerable<string> Printed => File.ReadLines(Output);

        public Task AnswersAsync(CancellationToken cancellation) => Process.AnswersAsync(Port, "/", cancellation);

        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
