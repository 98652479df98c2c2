using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>How long a node builds its index, and how long the search page and the suggestions take.</summary>
/// <remarks>
/// For eight clients, alone and beside two saves a second, after a restart, and until a second node finds a save.
/// </remarks>
internal static class SearchBenchmark
{
    private const int Clients = 8;
    private const int Saves = 10;

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromSeconds(0.5);

    // A node says how it is twice a second at most.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(0.6);

    public static async Task RunAsync(
        string app, string documents, string questions, int most, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.StartAsync(cancellation);
        // The first start fills the hub with its own content.
        var (data, connection) = (database.Folder, database.ConnectionString);
        await using (await HubProcess.ServeAsync(app, data, connection, HubProcess.FreePort(), cancellation))
        {
        }

        await using var writer = new Node(database.ConnectionString);
        Report("Dokumente werden gespeichert …");
        var saved = await writer.SaveAsync(File.ReadLines(documents).Take(most), cancellation);
        await AnalyzeAsync(writer, cancellation);
        var lines = await File.ReadAllLinesAsync(questions, cancellation);
        var texts = lines.Select(line => line.Split('\t')[1]).ToList();
        var figures = await MeasureAsync(app, data, connection, writer, texts, cancellation);
        Console.WriteLine($"documents={saved.Count} {figures}");
    }

    private static async Task<string> MeasureAsync(
        string app, string data, string database, Node writer, List<string> texts, CancellationToken cancellation)
    {
        var (port, otherPort) = (HubProcess.FreePort(), HubProcess.FreePort());
        Report("Der Index wird gebaut …");
        var rebuild = await BuildAsync(app, data, database, port, cancellation);
        var (restarted, restart) = await RestartAsync(app, data, database, port, texts[0], cancellation);
        await using var node = restarted;
        await using var other = await HubProcess.ServeAsync(app, data, database, otherPort, cancellation);
        // It fills an index of its own first.
        await ReadyAsync(otherPort, cancellation);
        var searches = texts
            .Select((text, n) => Request(port, "/suche", text, n))
            .ToList();
        var suggestions = texts
            .Where(text => text.Length > 3)
            .Select((text, n) => Request(port, "/suche/vorschlaege", text[..4], n))
            .ToList();

        Load.Times(port, searches, Clients, Round / 2);
        Report("Suchen …");
        var alone = Load.Times(port, searches, Clients, Round);
        var typing = Load.Times(port, suggestions, Clients, Round / 2);
        Report("Suchen neben zwei Speicherungen je Sekunde …");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var saving = SaveAsync(writer, stop.Token);
        var beside = Load.Times(port, searches, Clients, Round);
        await stop.CancelAsync();
        await saving;
        var found = await FoundAsync(writer, otherPort, cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"rebuild_s={rebuild:0.0} restart_first_ms={restart:0} "
            + $"search_p50_ms={At(alone, 0.5):0.0} search_p99_ms={At(alone, 0.99):0.0} "
            + $"saving_p99_ms={At(beside, 0.99):0.0} suggest_p99_ms={At(typing, 0.99):0.0} "
            + $"found_ms={found:0.0} rss_mb={node.Memory("VmRSS"):0}");
    }

    // From the first answer of a node without an index until its search finds everything.
    private static async Task<double> BuildAsync(
        string app, string data, string database, int port, CancellationToken cancellation)
    {
        Directory.Delete(Path.Combine(data, "index"), recursive: true);
        await using var node = await HubProcess.ServeAsync(app, data, database, port, cancellation);
        var clock = Stopwatch.StartNew();
        await ReadyAsync(port, cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    private static async Task ReadyAsync(int port, CancellationToken cancellation)
    {
        var request = KeepAliveClient.Request(port, "/health/ready");
        while (!Get(port, request).Contains("Healthy", StringComparison.Ordinal))
            await Task.Delay(BetweenLooks, cancellation);
    }

    private static async Task<(HubProcess Node, double FirstMilliseconds)> RestartAsync(
        string app, string data, string database, int port, string question, CancellationToken cancellation)
    {
        var node = await HubProcess.ServeAsync(app, data, database, port, cancellation);
        var clock = Stopwatch.StartNew();
        Get(port, Request(port, "/suche", question, 0));
        return (node, clock.Elapsed.TotalMilliseconds);
    }

    private static async Task SaveAsync(Node writer, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(BetweenSaves);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellation))
            {
                var line = $"neu\tEin neuer Text {Guid.NewGuid():N}\tZwei Kommunen teilen sich die Verwaltung.";
                await writer.SaveAsync([line], CancellationToken.None);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The load is over.
        }
    }

    // The slowest of some saves: from the end of the save to the whole answer of the other node.
    private static async Task<double> FoundAsync(Node writer, int port, CancellationToken cancellation)
    {
        Get(port, Request(port, "/suche", "Verwaltung", 0));
        var slowest = 0.0;
        for (var n = 0; n < Saves; n++)
        {
            var word = $"wort{Guid.NewGuid():N}";
            await writer.SaveAsync([$"neu\tEin Wort\t{word}"], cancellation);
            var request = Request(port, "/suche", word, n);
            var clock = Stopwatch.StartNew();
            while (!Get(port, request).Contains("1 Treffer", StringComparison.Ordinal))
                cancellation.ThrowIfCancellationRequested();
            slowest = Math.Max(slowest, clock.Elapsed.TotalMilliseconds);
        }

        return slowest;
    }

    private static string Get(int port, byte[] request)
    {
        using var client = new KeepAliveClient(port);
        return System.Text.Encoding.UTF8.GetString(client.Get(request));
    }

    private static async Task AnalyzeAsync(Node writer, CancellationToken cancellation)
    {
        await using var command = writer.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("analyze");
        await command.ExecuteNonQueryAsync(cancellation);
    }

    // Each question comes from another visitor, because one alone may ask only so often.
    private static byte[] Request(int port, string path, string question, int visitor) => KeepAliveClient.Request(
        port,
        $"{path}?q={Uri.EscapeDataString(question)}",
        visitor: $"10.{visitor / 65_536 % 256}.{visitor / 256 % 256}.{visitor % 256}");

    private static double At(double[] sorted, double share) =>
        sorted[Math.Min(sorted.Length - 1, (int)(sorted.Length * share))];

    private static void Report(string line) => Console.Error.WriteLine(line);
}
