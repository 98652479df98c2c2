using System.Diagnostics;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>The program that measures the search, as the script runs it.</summary>
public sealed class EvaluateSearchTests
{
    private static readonly string[] Documents =
    [
        "a\tSerienbriefe\tWie man Serienbriefe schreibt.",
        "b\tWinterdienst\tRäumen und streuen.",
        "c\tStadtbücherei\tAusleihe und Gebühren.",
    ];

    private static readonly string[] Questions =
    [
        "a\tWie schreibe ich Serienbriefe?",
        "b\tWo leihe ich Bücher aus?",
    ];

    [Test]
    public async Task It_prints_how_well_questions_find_their_texts_and_which_do_not()
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-test-");
        var documents = Path.Combine(folder.FullName, "docs.tsv");
        var questions = Path.Combine(folder.FullName, "questions.tsv");
        await File.WriteAllLinesAsync(documents, Documents);
        await File.WriteAllLinesAsync(questions, Questions);

        var printed = await RunAsync(documents, questions, "--failures", "--threads", "2", "--without", "Freshness");

        folder.Delete(recursive: true);
        Assert.That(printed, Does.Contain("b\tWo leihe ich Bücher aus?").And.Not.Contain("a\tWie"));
        Assert.That(
            printed,
            Does.Match(@"documents=3 ndcg10=0\.5000 s10=0\.5000 mrr10=0\.5000 folds=\S+ p50_ms=[\d.]+ ")
                .And.Match(@" p99_ms=[\d.]+ load_s=[\d.]+"));
    }

    private static async Task<string> RunAsync(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Lippe.Netzwerk.Benchmarks.dll");
        var start = new ProcessStartInfo("dotnet", [program, "evaluate-search", .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var printed = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.That(process.ExitCode, Is.Zero, printed);
        return printed;
    }
}
