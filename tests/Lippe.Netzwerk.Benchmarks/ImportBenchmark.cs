using System.Diagnostics;
using Lippe.Netzwerk.Hosting.Postgres;
using Npgsql;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// How long the <c>import</c> command takes for a folder, start of an empty database included, and how much memory.
/// </summary>
internal static class ImportBenchmark
{
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(string app, string folder, CancellationToken cancellation)
    {
        var data = Directory.CreateTempSubdirectory("netzwerk-bench-");
        try
        {
            var (seconds, peak) = await ImportAsync(app, folder, data.FullName, cancellation);
            var documents = await CountAsync(data.FullName, cancellation);
            Console.WriteLine(FormattableString.Invariant(
                $"documents={documents} seconds={seconds:0.0} peak_mb={peak:0}"));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<(double Seconds, double PeakMemory)> ImportAsync(
        string app, string folder, string data, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var import = HubProcess.Start(null, app, "import", folder, "--data", data);
        var peak = 0.0;
        while (import.IsRunning)
        {
            peak = Math.Max(peak, import.Memory("VmHWM"));
            await Task.Delay(Glance, cancellation);
        }

        await Console.Error.WriteLineAsync($"import endete mit {import.ExitCode}");
        return (clock.Elapsed.TotalSeconds, peak);
    }

    private static async Task<long> CountAsync(string data, CancellationToken cancellation)
    {
        var options = new EmbeddedPostgresOptions { DataDirectory = Path.Combine(data, "postgres") };
        await using var postgres = await EmbeddedPostgres.StartAsync(options, cancellation);
        await using var database = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var count = database.CreateCommand(
            "select count(*) from mt_doc_document d join mt_doc_revision r on r.document_id = d.id");
        return (long)(await count.ExecuteScalarAsync(cancellation))!;
    }
}
