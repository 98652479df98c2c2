using System.Diagnostics;
using System.Globalization;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// Speed of a guide's page beside a bare endpoint, time to the first page, and memory after many pages.
/// </summary>
internal static class PagesBenchmark
{
    private const int Starts = 3;
    private const int Views = 10_000;
    private const int Searches = 1_000;
    private const int Searchers = 10;
    private const int Documents = 560;
    private const int WarmUps = 4;
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan BetweenSaves = TimeSpan.FromMilliseconds(500);

    private static readonly string[] Words =
    [
        "dorffunk", "serviceportal", "protokoll", "beteiligung",
        "vorgehen", "strategie", "onlinezugangsgesetz", "kosten",
    ];

    public static async Task RunAsync(string app, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.StartAsync(cancellation);
        // The first start fills the hub; the ones measured find it filled.
        await using (await ServeAsync(app, database, HubProcess.FreePort(), cancellation))
        {
        }

        await using var node = new Node(database.ConnectionString);
        await node.Network.AddDocumentsAsync(Documents, cancellation);
        Console.WriteLine(await MeasureAsync(app, database, node, cancellation));
    }

    private static async Task<string> MeasureAsync(
        string app, BenchDatabase database, Node node, CancellationToken cancellation)
    {
        var cookie = await node.SignInAsync("leserin", cancellation);
        var firstPage = new List<double>();
        for (var n = 1; n < Starts; n++)
            firstPage.Add(await FirstPageAsync(app, database, cancellation));

        var port = HubProcess.FreePort();
        var clock = Stopwatch.StartNew();
        await using var hub = await ServeAsync(app, database, port, cancellation);
        firstPage.Add(clock.Elapsed.TotalSeconds);

        using var site = new Site(port, cookie);
        var requests = await site.RequestsAsync(cancellation);
        Report($"{Views} Aufrufe von {requests.Count} Seiten, {Searches} Suchen …");
        Load.View(port, requests, Views);
        Load.View(port, await SearchesAsync(port, node, cancellation), Searches);
        var memory = hub.Memory("VmRSS");

        var (anonymous, signedIn) = await RatiosAsync(site, port, database, node, cookie, cancellation);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"anonymous_ratio={anonymous:0.00} signed_in_ratio={signedIn:0.00} "
            + $"first_page_s={Median(firstPage):0.00} rss_mb={memory:0}");
    }

    // Several members, because one may search 120 times a minute.
    private static async Task<List<byte[]>> SearchesAsync(int port, Node node, CancellationToken cancellation)
    {
        var searches = new List<byte[]>();
        for (var n = 1; n <= Searchers; n++)
        {
            var cookie = await node.SignInAsync($"suchende{n}", cancellation);
            searches.AddRange(Words.Select(word => KeepAliveClient.Request(port, $"/suche?q={word}", cookie)));
        }

        return searches;
    }

    private static async Task<double> FirstPageAsync(
        string app, BenchDatabase database, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var hub = await ServeAsync(app, database, HubProcess.FreePort(), cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    private static Task<HubProcess> ServeAsync(
        string app, BenchDatabase database, int port, CancellationToken cancellation) =>
        HubProcess.ServeAsync(app, database.Folder, database.ConnectionString, port, cancellation);

    // Rounds alternate, so that whatever else the machine does meets all three alike; two saves a second go on
    // meanwhile.
    private static async Task<(double Anonymous, double SignedIn)> RatiosAsync(
        Site site, int port, BenchDatabase database, Node node, string cookie, CancellationToken cancellation)
    {
        var guide = await site.FirstGuideAsync(cancellation);
        var page = Path.Combine(database.Folder, "page.html");
        await File.WriteAllBytesAsync(page, await site.ReadAsync(guide, cancellation), cancellation);

        var barePort = HubProcess.FreePort();
        await using var bare = HubProcess.Start(
            database.ConnectionString,
            typeof(PagesBenchmark).Assembly.Location,
            "bare",
            $"{barePort}",
            Path.GetFileName(guide),
            page);
        await bare.AnswersAsync(barePort, guide, cancellation);

        byte[][] bareRequest = [KeepAliveClient.Request(barePort, guide)];
        byte[][] anonymousRequest = [KeepAliveClient.Request(port, guide)];
        // Every tenth is for its own municipality alone.
        var signedInRequests = Enumerable.Range(1, Documents).Where(number => number % 10 != 0)
            .Select(number => KeepAliveClient.Request(port, $"/leitfaeden/beispiel-{number}", cookie))
            .ToArray();
        Random.Shared.Shuffle(signedInRequests);
        List<double> anonymous = [], signedIn = [];
        Report("Anfragen je Sekunde (ohne alles, ohne Anmeldung, angemeldet) …");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var saves = SaveAsync(port, await node.SignInAsync("schreiberin", cancellation), stop.Token);
        for (var n = -WarmUps; n < Rounds; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var floor = Load.RequestsPerSecond(barePort, bareRequest, Round);
            var visitor = Load.RequestsPerSecond(port, anonymousRequest, Round);
            var member = Load.RequestsPerSecond(port, signedInRequests, Round);
            Report($"{(n < 0 ? "Anlauf" : $"Runde {n + 1}")}: {floor:0}  {visitor:0}  {member:0}");
            if (n < 0)
                continue;
            anonymous.Add(visitor / floor);
            signedIn.Add(member / floor);
        }

        await stop.CancelAsync();
        await saves.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return (Median(anonymous), Median(signedIn));
    }

    private static async Task SaveAsync(int port, string cookie, CancellationToken stopping)
    {
        using var editor = new Editor(port, cookie);
        var path = await editor.PublishAsync("Nebenbei geschrieben", "Ein Absatz.", stopping);
        for (var number = 1; ; number++)
        {
            await Task.Delay(BetweenSaves, stopping);
            await editor.SaveAsync(path, "Nebenbei geschrieben", $"Ein Absatz, {number}. Fassung.", number, stopping);
        }
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Report(string line) => Console.Error.WriteLine(line);
}
