using System.Net;
using System.Net.Sockets;
using Lippe.Netzwerk.Domain;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>What people and files do to a hub that runs, often at the same moment.</summary>
internal sealed class RaceFaults : IAsyncDisposable
{
    private const string Title = "Zugleich geschrieben";
    private const int Views = 2_000;

    private static readonly string[] Paths = ["/", "/leitfaeden", "/suche?q=Lemgo", "/kommunen", "/anmelden", "/nie"];

    private readonly string _app;
    private readonly BenchDatabase _database;
    private readonly int _port;
    private readonly HubProcess _hub;
    private readonly Node _node;
    private readonly Editor _first;
    private readonly Editor _second;
    private readonly HttpClient _visitor;
    private readonly CancellationToken _cancellation;

    private RaceFaults(
        string app,
        BenchDatabase database,
        int port,
        HubProcess hub,
        Node node,
        (string First, string Second) cookies,
        CancellationToken cancellation)
    {
        (_app, _database, _port, _hub, _node, _cancellation) = (app, database, port, hub, node, cancellation);
        (_first, _second) = (new Editor(port, cookies.First), new Editor(port, cookies.Second));
        _visitor = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
    }

    public IEnumerable<FaultCase> Cases =>
    [
        new("Ein Formular kommt viermal zugleich", 10, time => SentTwiceAsync($"{Title} {time}")),
        new("Zwei speichern dieselbe Version", 10, time => ConflictAsync($"Gemeinsam {time}")),
        new("Besuchende gehen, bevor die Antwort da ist", 1, _ => LeaversAsync()),
        new("Ein Protokoll ist vom 31.12.9999", 1, _ => FarDayAsync()),
        new("Ein Ordner hat Dateien, die niemand versteht", 1, _ => ImportAsync()),
        new("HEAD fragt wie GET", 1, _ => HeadAsync()),
        new("Ein Text ist so lang und so ungünstig, wie er sein darf", 3, time => LongTextAsync($"Lang {time}", time)),
    ];

    /// <summary>A hub with its first content and two people signed in.</summary>
    public static async Task<RaceFaults> StartAsync(
        string app, BenchDatabase database, CancellationToken cancellation)
    {
        var port = HubProcess.FreePort();
        var hub = await HubProcess.ServeAsync(app, database.Folder, database.ConnectionString, port, cancellation);
        var node = new Node(database.ConnectionString);
        var cookies = (await node.SignInAsync("erste", cancellation), await node.SignInAsync("zweite", cancellation));
        return new RaceFaults(app, database, port, hub, node, cookies, cancellation);
    }

    /// <summary>How many documents there are.</summary>
    public Task<long> CountAsync() => CountAsync(query => query);

    public async ValueTask DisposeAsync()
    {
        _first.Dispose();
        _second.Dispose();
        _visitor.Dispose();
        await _hub.DisposeAsync();
        await _node.DisposeAsync();
    }

    private async Task SentTwiceAsync(string title)
    {
        var addresses = await _first.PublishAtOnceAsync(title, "Ein Text.", times: 4, _cancellation);
        FaultCase.Require(addresses.Distinct().Count() == 1, string.Join(' ', addresses));
        var count = await CountAsync(query => query.Where(document => document.Title == title));
        FaultCase.Require(count == 1, $"{count} documents");
    }

    private async Task ConflictAsync(string title)
    {
        var path = await _first.PublishAsync(title, "Ein Text.", _cancellation);
        await _second.OpenAsync($"{path}/bearbeiten", _cancellation);
        var answers = await Task.WhenAll(
            _first.TrySaveAsync(path, title, "Der Text der einen.", version: 1, _cancellation),
            _second.TrySaveAsync(path, title, "Der Text der anderen.", version: 1, _cancellation));
        FaultCase.Require(
            answers.Order().SequenceEqual([HttpStatusCode.Redirect, HttpStatusCode.Conflict]),
            string.Join(' ', answers));
    }

    private async Task LeaversAsync()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_cancellation);
        var leaving = Task.WhenAll(Task.Run(() => Leave(stop.Token)), Task.Run(() => Leave(stop.Token)));
        var saving = SaveAsync(stop.Token);
        await Task.Run(() => Load.View(_port, [KeepAliveClient.Request(_port, "/")], Views), _cancellation);
        await stop.CancelAsync();
        await Task.WhenAll(leaving, saving);
    }

    private void Leave(CancellationToken stopping)
    {
        var request = KeepAliveClient.Request(_port, "/");
        while (!stopping.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, _port);
            socket.Send(request);
            // The connection breaks at once.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
    }

    // Each save makes every kept page an old one.
    private async Task SaveAsync(CancellationToken stopping)
    {
        const string title = "Wird oft gespeichert";
        var path = await _first.PublishAsync(title, "Text 1.", _cancellation);
        for (var version = 1; !stopping.IsCancellationRequested; version++)
            await _first.SaveAsync(path, title, $"Text {version + 1}.", version, _cancellation);
    }

    private async Task FarDayAsync()
    {
        var status = await _first.TryAddMinutesAsync("Weit weg", "9999-12-31", _cancellation);
        FaultCase.Require(status == HttpStatusCode.OK, $"{status}, not the form with its errors");
        foreach (var path in Paths.Where(path => path != "/nie"))
            await _visitor.GetStringAsync(new Uri(path, UriKind.Relative), _cancellation);
    }

    private async Task ImportAsync()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_database.Folder, "import", "leitfaeden")).FullName;
        foreach (var (name, text) in new[]
        {
            ("kreis", "---\ntitel: Kreis\n? &k [*k]\n: x\n---\nText.\n"),
            ("tippfehler", "---\ntitel: Verlesen\nsichtbarkiet: netzwerk\nstatus: veroeffentlicht\n---\nText.\n"),
            ("fremd", "---\ntitle: Verlesen\ndraft: true\n---\nText.\n"),
            ("weit", "---\ntitel: Verlesen\nveroeffentlicht: 9999-12-31\nstatus: veroeffentlicht\n---\nText.\n"),
            ("gut", "---\ntitel: Verstanden\nstatus: veroeffentlicht\nsichtbarkeit: oeffentlich\n---\nText.\n"),
        })
            await File.WriteAllTextAsync(Path.Combine(folder, $"{name}.md"), text, _cancellation);
        await using var import = HubProcess.Start(
            _database.ConnectionString, _app, "import", Path.GetDirectoryName(folder)!);
        while (import.IsRunning)
            await Task.Delay(50, _cancellation);
        FaultCase.Require(import.ExitCode == 1, $"exit code {import.ExitCode}");
        var list = await _visitor.GetStringAsync(new Uri("/leitfaeden", UriKind.Relative), _cancellation);
        FaultCase.Require(list.Contains("Verstanden", StringComparison.Ordinal), "the good file is missing");
        FaultCase.Require(!list.Contains("Verlesen", StringComparison.Ordinal), "another one is public");
    }

    private async Task HeadAsync()
    {
        foreach (var path in Paths)
        {
            using var get = await _visitor.GetAsync(new Uri(path, UriKind.Relative), _cancellation);
            using var request = new HttpRequestMessage(HttpMethod.Head, path);
            using var head = await _visitor.SendAsync(request, _cancellation);
            FaultCase.Require(head.StatusCode == get.StatusCode, $"{path}: {head.StatusCode}, not {get.StatusCode}");
            var length = (await head.Content.ReadAsByteArrayAsync(_cancellation)).Length;
            FaultCase.Require(length == 0, $"{path}: {length} bytes");
        }
    }

    // Saved, shown, saved anew and compared, while another page is asked for.
    private async Task LongTextAsync(string title, int time)
    {
        var (before, after) = (Text(time), Text(time + 1));
        var path = await _first.PublishAsync(title, before, _cancellation);
        await _first.SaveAsync(path, title, after, version: 1, _cancellation);
        var comparing = _first.OpenAsync($"{path}/versionen/2/vergleich", _cancellation);
        await _visitor.GetStringAsync(new Uri(path, UriKind.Relative), _cancellation);
        await comparing.WaitAsync(TimeSpan.FromSeconds(5), _cancellation);
    }

    private static string Text(int shape)
    {
        var random = new Random(shape);
        var line = (shape % 4) switch
        {
            0 => () => "# a\n",
            1 => () => $"{random.NextInt64():x}\n",
            2 => () => "[",
            _ => (Func<string>)(() => $"{random.Next(10)} "),
        };
        // What is published has words.
        var text = string.Concat(Enumerable.Repeat(line, DraftLimits.Body).Select(next => next()).Prepend("Wort\n"));
        return text[..DraftLimits.Body];
    }

    private async Task<long> CountAsync(Func<IQueryable<Document>, IQueryable<Document>> choose)
    {
        await using var session = _node.Services.GetRequiredService<IDocumentStore>().QuerySession();
        return await choose(session.Query<Document>()).CountAsync(_cancellation);
    }
}
