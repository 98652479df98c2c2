using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lippe.Netzwerk.Hosting.Commands;

/// <summary><c>evaluate-search</c>: loads texts into a scratch database and measures how well and how fast questions find them.</summary>
internal static class EvaluateSearchCommand
{
    private const int Shown = 10;

    private static readonly Argument<FileInfo> Documents = new("DOCS.tsv") { Description = "Kennung, Titel und Text je Zeile, durch Tabulator getrennt" };

    private static readonly Argument<FileInfo> Questions = new("QUESTIONS.tsv") { Description = "Kennungen der richtigen Treffer (Komma) und Frage je Zeile, durch Tabulator getrennt" };

    private static readonly Option<bool> Failures = new("--failures") { Description = "Nennt die Fragen, zu denen kein richtiger Treffer unter den ersten zehn ist" };

    private static readonly Option<int> Threads = new("--threads") { Description = "Wie viele Fragen zugleich gestellt werden (Vorgabe: 1)", DefaultValueFactory = _ => 1 };

    private static readonly Option<Boosts[]> Without = new("--without")
    {
        Description = "Was die Rangfolge weglassen soll: Title, Freshness, Parts, Coverage, Synonyms",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<FileInfo?> SynonymFile = new("--synonyms") { Description = "Liste mit Synonymen (Vorgabe: die mitgelieferte)" };

    public static Command Create()
    {
        var command = new Command("evaluate-search", "Misst die Suche: lädt Texte in eine eigene Datenbank, stellt Fragen und löscht die Datenbank wieder") { Documents, Questions, Failures, Threads, Without, SynonymFile };
        command.SetAction((arguments, cancellation) => HubCommand.RunAsync(arguments, async (settings, token) =>
        {
            await using var scratch = await ScratchDatabase.CreateAsync(settings.ConnectionString!, token);
            await using var services = new ServiceCollection().AddLogging().AddSingleton(settings).AddHubData(scratch.ConnectionString).BuildServiceProvider();
            await HubCommand.MigrateAsync(services, token);
            Console.WriteLine(await MeasureAsync(services, settings, arguments, token));
            return HubCommand.Done;
        }, cancellation));
        return command;
    }

    private static async Task<string> MeasureAsync(ServiceProvider services, HubSettings settings, ParseResult arguments, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var identities = await LoadAsync(services, arguments, settings, cancellation);
        var seconds = clock.Elapsed.TotalSeconds;
        var questions = await ReadQuestionsAsync(arguments.GetValue(Questions)!, cancellation);

        var boosts = arguments.GetValue(Without)!.Aggregate(Boosts.All, (left, boost) => left & ~boost);

        var answers = new List<Answer>();
        foreach (var question in questions)
            answers.Add(await AskAsync(services, identities, question, boosts, cancellation));
        // The first round has warmed everything up; the second is timed.
        var timed = new ConcurrentBag<double>();
        await Parallel.ForEachAsync(questions, new ParallelOptions { MaxDegreeOfParallelism = arguments.GetValue(Threads), CancellationToken = cancellation },
            async (question, token) => timed.Add((await AskAsync(services, identities, question, boosts, token)).Milliseconds));

        if (arguments.GetValue(Failures))
        {
            foreach (var answer in answers.Where(answer => !answer.IsFound))
                Console.WriteLine($"{string.Join(',', answer.Question.Right)}\t{answer.Question.Text}");
        }

        var times = timed.Order().ToList();
        return FormattableString.Invariant($"documents={identities.Count} ndcg10={answers.Average(a => a.Gain):0.0000} s10={answers.Average(a => a.IsFound ? 1 : 0):0.0000} mrr10={answers.Average(a => a.Reciprocal):0.0000} p50_ms={At(times, 0.5):0.0} p99_ms={At(times, 0.99):0.0} load_s={seconds:0}");
    }

    private static double At(List<double> sorted, double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    private static async Task<IReadOnlyDictionary<Guid, string>> LoadAsync(ServiceProvider services, ParseResult arguments, HubSettings settings, CancellationToken cancellation)
    {
        var municipality = await FoundAsync(services, arguments.GetValue(SynonymFile)?.FullName ?? FileOf(settings, SearchWords.SynonymsKey), FileOf(settings, SearchWords.WordsKey), cancellation);
        var names = await TabImport.SaveAsync(services, File.ReadLines(arguments.GetValue(Documents)!.FullName), municipality, cancellation);
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SearchIndex>().CatchUpAsync(cancellation);
        await scope.ServiceProvider.GetRequiredService<HubDbContext>().Database.ExecuteSqlRawAsync("analyze", cancellation);
        return names;
    }

    private static async Task<Guid> FoundAsync(ServiceProvider services, string synonyms, string words, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDbContext>();
        var municipality = new Municipality { Slug = "kreis", Ags = "0", Name = "Kreis", Kind = "Kreis", Inhabitants = 0, InhabitantsAsOf = default };
        db.Add(municipality);
        db.Add(new NetworkText { Key = SearchWords.SynonymsKey, Value = await File.ReadAllTextAsync(synonyms, cancellation), Html = "" });
        db.Add(new NetworkText { Key = SearchWords.WordsKey, Value = await File.ReadAllTextAsync(words, cancellation), Html = "" });
        await db.SaveChangesAsync(cancellation);
        return municipality.Id;
    }

    private static string FileOf(HubSettings settings, string key) => Path.Combine(settings.Content, key + ".txt");

    private static async Task<IReadOnlyList<Question>> ReadQuestionsAsync(FileInfo file, CancellationToken cancellation) =>
        [.. (await File.ReadAllLinesAsync(file.FullName, cancellation)).Select(line => line.Split('\t')).Select(cells => new Question(cells[0].Split(','), cells[1]))];

    private static async Task<Answer> AskAsync(ServiceProvider services, IReadOnlyDictionary<Guid, string> identities, Question question, Boosts boosts, CancellationToken cancellation)
    {
        await using var scope = services.CreateAsyncScope();
        var started = Stopwatch.GetTimestamp();
        var search = scope.ServiceProvider.GetRequiredService<DocumentSearch>();
        var found = await search.FindAsync(SearchQuery.Parse(question.Text).Text, new SearchScope(Viewer.Anonymous), new SearchSlice(0, Shown) { Title = question.Text, Boosts = boosts }, cancellation);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new Answer(question, [.. found.Ranked.Page.Select(hit => question.Right.Contains(identities[hit.Id]))], elapsed);
    }

    private sealed record Question(string[] Right, string Text);

    /// <param name="Question">What was asked.</param>
    /// <param name="IsRight">For each hit, best first.</param>
    /// <param name="Milliseconds">From the question to the ranked hits.</param>
    private sealed record Answer(Question Question, bool[] IsRight, double Milliseconds)
    {
        public bool IsFound => IsRight.Contains(true);

        public double Reciprocal => IsFound ? 1.0 / (Array.IndexOf(IsRight, true) + 1) : 0;

        // Normalised discounted cumulative gain of the first ten.
        public double Gain => IsRight.Select((isRight, n) => isRight ? Discount(n) : 0).Sum() / Enumerable.Range(0, Math.Min(Shown, Question.Right.Length)).Sum(Discount);

        private static double Discount(int n) => 1 / Math.Log2(n + 2);
    }

    /// <summary>A database that lives as long as this object.</summary>
    private sealed class ScratchDatabase(string server, string name) : IAsyncDisposable
    {
        public string ConnectionString => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

        public static async Task<ScratchDatabase> CreateAsync(string server, CancellationToken cancellation)
        {
            var name = $"netzwerk_search_{Guid.NewGuid():N}";
            await ExecuteAsync(server, $"create database {name}", cancellation);
            return new ScratchDatabase(server, name);
        }

        public async ValueTask DisposeAsync() => await ExecuteAsync(server, $"drop database {name} with (force)", CancellationToken.None);

        private static async Task ExecuteAsync(string server, string sql, CancellationToken cancellation)
        {
            await using var database = NpgsqlDataSource.Create(server);
            await using var command = database.CreateCommand(sql);
            await command.ExecuteNonQueryAsync(cancellation);
        }
    }
}
