namespace Lippe.Netzwerk.Benchmarks;

/// <summary>How long a save of a long document with many versions takes, while others save, too.</summary>
/// <remarks>From the sent form to its answer.</remarks>
internal static class SaveBenchmark
{
    private const int Writers = 8;
    private const int Versions = 200;
    private const int Measured = 50;
    private const int TextLength = 20_000;

    private const string Paragraph = "Die Kommunen führen den Dienst gemeinsam ein und teilen, was sie dabei lernen. ";

    public static async Task RunAsync(string app, CancellationToken cancellation)
    {
        await using var database = await BenchDatabase.StartAsync(cancellation);
        var port = HubProcess.FreePort();
        await using var hub = await HubProcess.ServeAsync(
            app, database.Folder, database.ConnectionString, port, cancellation);
        await using var node = new Node(database.ConnectionString);
        var cookies = new List<string>();
        for (var writer = 1; writer <= Writers; writer++)
            cookies.Add(await node.SignInAsync($"schreiberin{writer}", cancellation));
        await Console.Error.WriteLineAsync(
            $"{Writers} Schreibende, je {Versions} Versionen, dann {Measured} gemessene …");
        var writers = cookies.Select((cookie, number) => WriteAsync(port, cookie, number, cancellation));
        var times = (await Task.WhenAll(writers)).SelectMany(own => own).Order().ToList();
        Console.WriteLine(FormattableString.Invariant(
            $"save_p50_ms={times[times.Count / 2]:0.0} save_p99_ms={times[(int)(times.Count * 0.99)]:0.0}"));
    }

    private static async Task<IReadOnlyList<double>> WriteAsync(
        int port, string cookie, int number, CancellationToken cancellation)
    {
        using var editor = new Editor(port, cookie);
        var title = $"Beispiel {number}";
        var path = await editor.PublishAsync(title, Text(0), cancellation);
        var times = new List<double>();
        for (var version = 2; version <= Versions + Measured; version++)
        {
            var time = await editor.SaveAsync(path, title, Text(version), version - 1, cancellation);
            if (version > Versions)
                times.Add(time);
        }

        return times;
    }

    // Every version differs from the one before.
    private static string Text(int version)
    {
        var paragraphs = Enumerable.Range(0, TextLength / Paragraph.Length / 3)
            .Select(n => $"{n}. {version} {Paragraph}{Paragraph}{Paragraph}");
        return string.Join("\n\n", paragraphs);
    }
}
