using System.Globalization;
using System.Runtime.InteropServices;
using Lippe.Netzwerk.Benchmarks;

using var stop = new CancellationTokenSource();
using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel);
using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel);

try
{
    switch (args)
    {
        case [var app, "import", var folder]:
            await ImportBenchmark.RunAsync(app, Path.GetFullPath(folder), stop.Token);
            return 0;
        case [var app, "pages"]:
            await PagesBenchmark.RunAsync(app, stop.Token);
            return 0;
        case [var app, "search", var documents, var questions, .. var most]:
            await SearchBenchmark.RunAsync(
                app, documents, questions, most is [var number] ? NumberIn(number) : int.MaxValue, stop.Token);
            return 0;
        case ["evaluate-search", .. var call]:
            return await SearchEvaluation.Create().Parse(call).InvokeAsync(null, stop.Token);
        case [var app, "save"]:
            await SaveBenchmark.RunAsync(app, stop.Token);
            return 0;
        case [var app, "digest"]:
            await DigestBenchmark.RunAsync(app, stop.Token);
            return 0;
        case [var app, "faults", "search"]:
            return await SearchFaults.RunAsync(app, stop.Token) ? 0 : 1;
        case [var app, "faults", "digest"]:
            return await DigestFaults.RunAsync(app, stop.Token) ? 0 : 1;
        case [var app, "faults", "hub"]:
            return await HubFaults.RunAsync(app, stop.Token) ? 0 : 1;
        case [var app, "faults", "rolling"]:
            return await RollingFaults.RunAsync(app, app, stop.Token) ? 0 : 1;
        case [var app, "faults", "rolling", var before]:
            return await RollingFaults.RunAsync(before, app, stop.Token) ? 0 : 1;
        case ["smtp", var port, var log, var delay]:
            await MailServer.RunAsync(
                NumberIn(port), log, TimeSpan.FromMilliseconds(NumberIn(delay)), stop.Token);
            return 0;
        case ["bare", var port, var slug, var page]:
            await BareEndpoint.RunAsync(port, slug, await File.ReadAllBytesAsync(page, stop.Token), stop.Token);
            return 0;
        default:
            await Console.Error.WriteLineAsync(
                "Aufruf: scripts/bench import ORDNER | scripts/bench pages | scripts/bench save "
                + "| scripts/bench search DOKUMENTE.tsv FRAGEN.tsv [ANZAHL] | scripts/bench digest "
                + "| scripts/faults hub|search|digest|rolling | scripts/evaluate-search DOKUMENTE.tsv FRAGEN.tsv");
            return 2;
    }
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return 130;
}

static int NumberIn(string text) => int.Parse(text, CultureInfo.InvariantCulture);

void Cancel(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
