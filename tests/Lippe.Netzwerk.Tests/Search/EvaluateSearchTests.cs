using System.Diagnostics;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>The command that measures the search, as the script runs it.</summary>
public sealed class EvaluateSearchTests
{
    [Test]
    public async Task It_prints_how_well_questions_find_their_texts_and_which_do_not()
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-test-").FullName;
        await File.WriteAllLinesAsync(Path.Combine(folder, "docs.tsv"), ["a\tSerienbriefe\tWie man Serienbriefe schreibt.", "b\tWinterdienst\tRäumen und streuen.", "c\tStadtbücherei\tAusleihe und Gebühren."]);
        await File.WriteAllLinesAsync(Path.Combine(folder, "questions.tsv"), ["a\tWie schreibe ich Serienbriefe?", "b\tWo leihe ich Bücher aus?"]);
        var database = await TestCluster.CreateEmptyDatabaseAsync();

        var printed = await RunAsync(database, "evaluate-search", Path.Combine(folder, "docs.tsv"), Path.Combine(folder, "questions.tsv"), "--failures", "--threads", "2", "--without", "Freshness");

        Assert.That(printed, Does.Contain("b\tWo leihe ich Bücher aus?").And.Not.Contain("a\tWie"));
        Assert.That(printed, Does.Match(@"documents=3 ndcg10=0\.5000 s10=0\.5000 mrr10=0\.5000 folds=\S+ p50_ms=[\d.]+ p99_ms=[\d.]+ load_s=[\d.]+"));
    }

    private static async Task<string> RunAsync(string database, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HubCommand).Assembly.Location, .. arguments]) { RedirectStandardOutput = true };
        start.Environment["ConnectionStrings__Hub"] = database;
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, printed);
        return printed;
    }
}
