using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>A node is killed while it takes saves into its index.</summary>
/// <remarks>Afterwards it must find every document by a word that only this one has.</remarks>
internal sealed class SearchFaults(string app, BenchDatabase database, Node writer, CancellationToken cancellation)
{
    private const int Kills = 20;
    private const int Before = 3_000;

    // A node writes its index down every fifteen seconds; some lives last longer, most do not.
    private static readonly int[] LongestLives = [1_000, 3_000, 18_000];

    private static readonly TimeSpan BetweenSaves = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentBag<string> _words = [];
    private readonly Random _random = new();
    private readonly int _port = HubProcess.FreePort();

    /// <summary>Runs it once.</summary>
    /// <returns>Whether nothing was lost.</returns>
    public static async Task<bool> RunAsync(string app, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.StartAsync(cancellation);
        // The first start fills the hub with its own content.
        var port = HubProcess.FreePort();
        await using (await HubProcess.ServeAsync(
            app, database.Folder, database.ConnectionString, port, cancellation))
        {
        }

        await using var node = new Node(database.ConnectionString);
        return await new SearchFaults(app, database, node, cancellation).RunAsync();
    }

    private async Task<bool> RunAsync()
    {
        await SaveAsync(Before);
        Directory.Delete(Path.Combine(database.Folder, "index"), recursive: true);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var saving = KeepSavingAsync(stop.Token);
        for (var kill = 1; kill <= Kills; kill++)
        {
            var node = await ServeAsync();
            await AskForAWhileAsync(TimeSpan.FromMilliseconds(_random.Next(LongestLives[kill % LongestLives.Length])));
            await node.KillAsync();
            await Console.Error.WriteLineAsync($"{_words.Count} Dokumente, Knoten getötet ({kill} von {Kills})");
        }

        await stop.CancelAsync();
        await saving;
        return await VerdictAsync();
    }

    private Task<HubProcess> ServeAsync() =>
        HubProcess.ServeAsync(app, database.Folder, database.ConnectionString, _port, cancellation);

    // Each question makes the node take in what is new.
    private async Task AskForAWhileAsync(TimeSpan life)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < life; await Task.Delay(10, cancellation))
            Ask(_random.Next(), "Verwaltung");
    }

    private async Task KeepSavingAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(BetweenSaves);
        while (!stopping.IsCancellationRequested)
        {
            await SaveAsync(1);
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task SaveAsync(int count)
    {
        var words = Enumerable.Range(0, count).Select(_ => $"wort{Guid.NewGuid():N}").ToList();
        await writer.SaveAsync(
            words.Select(word => $"text\tEin Text\tZwei Kommunen teilen sich die Verwaltung. {word}"), cancellation);
        words.ForEach(_words.Add);
    }

    private async Task<bool> VerdictAsync()
    {
        await using var node = await ServeAsync();
        while (!Get("/health/ready", 0).Contains("Healthy", StringComparison.Ordinal))
            await Task.Delay(50, cancellation);
        var answers = _words.Index().Select(word => Ask(word.Index, word.Item));
        var lost = answers.Count(html => !html.Contains("<strong>1 Treffer</strong>", StringComparison.Ordinal));
        Console.WriteLine($"documents={_words.Count} kills={Kills} lost={lost}");
        return lost == 0;
    }

    private string Ask(int visitor, string question) => Get($"/suche?q={question}", visitor);

    // Each question comes from another visitor, because one alone may ask only so often.
    private string Get(string path, int visitor)
    {
        using var client = new KeepAliveClient(_port);
        var from = $"10.{visitor / 65_536 % 256}.{visitor / 256 % 256}.{visitor % 256}";
        return Encoding.UTF8.GetString(client.Get(KeepAliveClient.Request(_port, path, visitor: from)));
    }
}
