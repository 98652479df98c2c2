using System.Diagnostics;
using Lippe.Netzwerk.Hosting;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>Speed of a guide's page beside a bare endpoint, time to the first page, and memory after many pages.</summary>
internal static class PagesBenchmark
{
    private const int Starts = 3;
    private const int Views = 10_000;
    private const int WarmUps = 4;
    private const int Rounds = 9;
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(2);

    public static async Task RunAsync(string app, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("netzwerk-bench-");
        try
        {
            await using var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = Path.Combine(data.FullName, "postgres") }, cancellation);
            Console.WriteLine(await MeasureAsync(app, data.FullName, postgres.ConnectionString, cancellation));
        }
        finally
        {
            NpgsqlConnection.ClearAllPools();
            data.Delete(recursive: true);
        }
    }

    private static async Task<string> MeasureAsync(string app, string data, string database, CancellationToken cancellation)
    {
        // The first start fills the hub; the ones measured find it filled.
        await using (await HubProcess.ServeAsync(app, data, database, HubProcess.FreePort(), cancellation))
        {
        }

        var cookie = await SignIn.CookieAsync(database, cancellation);
        var firstPage = new List<double>();
        for (var n = 1; n < Starts; n++)
            firstPage.Add(await FirstPageAsync(app, data, database, cancellation));

        var port = HubProcess.FreePort();
        var clock = Stopwatch.StartNew();
        await using var hub = await HubProcess.ServeAsync(app, data, database, port, cancellation);
        firstPage.Add(clock.Elapsed.TotalSeconds);

        using var site = new Site(port, cookie);
        var requests = await site.RequestsAsync(cancellation);
        Report($"{Views} Aufrufe von {requests.Count} Seiten …");
        Load.View(port, requests, Views);
        var memory = hub.Memory("VmRSS");

        var (anonymous, signedIn) = await RatiosAsync(site, port, database, data, cookie, cancellation);
        return FormattableString.Invariant($"anonymous_ratio={anonymous:0.00} signed_in_ratio={signedIn:0.00} first_page_s={Median(firstPage):0.00} rss_mb={memory:0}");
    }

    private static async Task<double> FirstPageAsync(string app, string data, string database, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var hub = await HubProcess.ServeAsync(app, data, database, HubProcess.FreePort(), cancellation);
        return clock.Elapsed.TotalSeconds;
    }

    // Rounds alternate, so that whatever else the machine does meets all three alike.
    private static async Task<(double Anonymous, double SignedIn)> RatiosAsync(
        Site site, int port, string database, string data, string cookie, CancellationToken cancellation)
    {
        var guide = await site.FirstGuideAsync(cancellation);
        var page = Path.Combine(data, "page.html");
        await File.WriteAllBytesAsync(page, await site.ReadAsync(guide, cancellation), cancellation);

        var barePort = HubProcess.FreePort();
        await using var bare = HubProcess.Start(database, typeof(PagesBenchmark).Assembly.Location, "bare", $"{barePort}", Path.GetFileName(guide), page);
        await bare.AnswersAsync(barePort, guide, cancellation);

        var bareRequest = KeepAliveClient.Request(barePort, guide);
        var anonymousRequest = KeepAliveClient.Request(port, guide);
        var signedInRequest = KeepAliveClient.Request(port, guide, cookie);
        List<double> anonymous = [], signedIn = [];
        Report($"{guide}: Anfragen je Sekunde (ohne alles, ohne Anmeldung, angemeldet) …");
        for (var n = -WarmUps; n < Rounds; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            var floor = Load.RequestsPerSecond(barePort, bareRequest, Round);
            var visitor = Load.RequestsPerSecond(port, anonymousRequest, Round);
            var member = Load.RequestsPerSecond(port, signedInRequest, Round);
            Report($"{(n < 0 ? "Anlauf" : $"Runde {n + 1}")}: {floor:0}  {visitor:0}  {member:0}");
            if (n < 0)
                continue;
            anonymous.Add(visitor / floor);
            signedIn.Add(member / floor);
        }

        return (Median(anonymous), Median(signedIn));
    }

    private static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static void Report(string line) => Console.Error.WriteLine(line);
}
