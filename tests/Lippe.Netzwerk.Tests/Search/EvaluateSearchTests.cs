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
        var documents = Path.Combine(folder, "docs.tsv");
        await File.WriteAllLinesAsync(documents,
        [
            "a\tSerienbriefe\tWie man Serienbriefe schreibt.",
            "b\tWinterdienst\tRäumen und streuen.",
            "c\tStadtbücherei\tAusleihe und Gebühren.",
        ]);
        var questions = Path.Combine(folder, "questions.tsv");
        await File.WriteAllLinesAsync(questions, ["a\tWie schreibe ich Serienbriefe?", "b\tWo leihe ich Bücher aus?"]);

        var printed = await RunAsync(
            "evaluate-search", documents, questions, "--failures", "--threads", "2", "--without", "Freshness");

        Assert.That(printed, Does.Contain("b\tWo leihe ich Bücher aus?").And.Not.Contain("a\tWie"));
        Assert.That(printed, Does.Contain("documents=3 ndcg10=0.5000 s10=0.5000 mrr10=0.5000 folds="));
        Assert.That(printed, Does.Match(@" folds=\S+ p50_ms=[\d.]+ p99_ms=[\d.]+ load_s=[\d.]+"));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(HubCommand).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        start.Environment["ConnectionStrings__Hub"] = database;
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, printed);
        return printed;
    }
}
