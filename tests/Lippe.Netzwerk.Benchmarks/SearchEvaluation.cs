using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Tests.Search;

namespace Lippe.Netzwerk.Benchmarks;

/// <summary>
/// Takes texts into an index of its own and measures how well and how fast questions find them.
/// </summary>
internal static class SearchEvaluation
{
    private const int Folds = 5;

    private static readonly Argument<FileInfo> Documents = new("DOCS.tsv")
    {
        Description = "Kennung, Titel und Text je Zeile, durch Tabulator getrennt",
    };

    private static readonly Argument<FileInfo> Questions = new("QUESTIONS.tsv")
    {
        Description = "Kennungen der richtigen Treffer (Komma) und Frage je Zeile, durch Tabulator getrennt",
    };

    private static readonly Option<bool> Failures = new("--failures")
    {
        Description = "Nennt die Fragen, zu denen kein richtiger Treffer unter den ersten zehn ist",
    };

    private static readonly Option<int> Threads = new("--threads")
    {
        Description = "Wie viele Fragen zugleich gestellt werden (Vorgabe: 1)",
        DefaultValueFactory = _ => 1,
    };

    private static readonly Option<string[]> Without = new("--without")
    {
        Description = "Was die Rangfolge weglassen soll: Title, Part, AskedPart, Synonym, Neighbours, Freshness",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<FileInfo?> SynonymFile = new("--synonyms")
    {
        Description = "Liste mit Synonymen (Vorgabe: die mitgelieferte)",
    };

    public static RootCommand Create()
    {
        const string Description = "Misst die Suche: nimmt Texte in einen eigenen Index auf und stellt Fragen";
        var command = new RootCommand(Description)
        {
            Documents, Questions, Failures, Threads, Without, SynonymFile,
        };
        command.SetAction(async (arguments, cancellation) =>
        {
            var folder = Directory.CreateTempSubdirectory("netzwerk-index-");
            try
            {
                Console.WriteLine(await MeasureAsync(folder.FullName, arguments, cancellation));
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    private static async Task<string> MeasureAsync(
        string folder, ParseResult arguments, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        var synonyms = arguments.GetValue(SynonymFile)?.FullName ?? FileOf(LanguageLists.SynonymsKey);
        var lists = new LanguageLists(
            await File.ReadAllTextAsync(synonyms, cancellation),
            await File.ReadAllTextAsync(FileOf(LanguageLists.WordsKey), cancellation));
        var names = new Dictionary<Guid, string>();
        using var index = TextIndex.Build(folder, lists, DocumentsIn(arguments.GetValue(Documents)!, names));
        var seconds = clock.Elapsed.TotalSeconds;

        var questions = await ReadQuestionsAsync(arguments.GetValue(Questions)!, cancellation);
        var weights = arguments.GetValue(Without)!.Aggregate(Weights.Chosen, Leave);
        var answers = questions.Select(question => Ask(index, names, question, weights)).ToList();
        // The first round has warmed everything up; the second is timed.
        var timed = new ConcurrentBag<double>();
        var threads = arguments.GetValue(Threads);
        Parallel.ForEach(
            questions,
            new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation },
            question => timed.Add(Ask(index, names, question, weights).Milliseconds));

        foreach (var answer in arguments.GetValue(Failures) ? answers.Where(answer => !answer.IsFound) : [])
            Console.WriteLine($"{string.Join(',', answer.Question.Right)}\t{answer.Question.Text}");
        var times = timed.Order().ToList();
        var folds = answers.GroupBy(answer => answer.Question.Fold).OrderBy(fold => fold.Key)
            .Select(fold => fold.Average(answer => answer.Gain).ToString("0.000", CultureInfo.InvariantCulture));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"documents={names.Count} ndcg10={answers.Average(a => a.Gain):0.0000} "
            + $"s10={answers.Average(a => a.IsFound ? 1 : 0):0.0000} "
            + $"mrr10={answers.Average(a => a.Reciprocal):0.0000} folds={string.Join('/', folds)} "
            + $"p50_ms={At(times, 0.5):0.0} p99_ms={At(times, 0.99):0.0} load_s={seconds:0.0}");
    }

    private static IEnumerable<IndexedDocument> DocumentsIn(FileInfo file, Dictionary<Guid, string> names)
    {
        foreach (var cells in File.ReadLines(file.FullName).Select(line => line.Split('\t')))
        {
            var document = SampleGuide.Of(cells[1], cells[2]);
            names[document.Id] = cells[0];
            yield return document;
        }
    }

    private static string FileOf(string key) => Path.Combine(HubFolders.Find("content"), key + ".txt");

    private static async Task<IReadOnlyList<Question>> ReadQuestionsAsync(
        FileInfo file, CancellationToken cancellation) =>
        [.. (await File.ReadAllLinesAsync(file.FullName, cancellation)).Select(line => line.Split('\t'))
            .Select(cells => new Question(cells[0].Split(','), cells[1]))];

    private static Answer Ask(
        TextIndex index, IReadOnlyDictionary<Guid, string> names, Question question, Weights weights)
    {
        var started = Stopwatch.GetTimestamp();
        var slice = new SearchSlice(0, Answer.Shown) { Title = question.Text, Weights = weights };
        var found = index.Find(new SearchForm { Typed = question.Text }.Text, new SearchScope(Viewer.Anonymous), slice);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return new Answer(question, [.. found.Page.Select(hit => question.Right.Contains(names[hit.Id]))], elapsed);
    }

    private static Weights Leave(Weights weights, string match) => match switch
    {
        nameof(Weights.Title) => weights with { Title = 0 },
        nameof(Weights.Part) => weights with { Part = 0 },
        nameof(Weights.AskedPart) => weights with { AskedPart = 0 },
        nameof(Weights.Synonym) => weights with { Synonym = 0 },
        nameof(Weights.Neighbours) => weights with { Neighbours = 0 },
        nameof(Weights.Freshness) => weights with { Freshness = 0 },
        _ => throw new ArgumentException($"No kind of match is called {match}.", nameof(match)),
    };

    private static double At(List<double> sorted, double share) =>
        sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];

    /// <param name="Right">The names of the right texts.</param>
    /// <param name="Text">As a person asks it.</param>
    private sealed record Question(string[] Right, string Text)
    {
        /// <summary>Questions about the same text are of one topic, and of one fold.</summary>
        public int Fold => (int)(HashOf(Right[0]) >> 7) % Folds;

        // FNV-1a, the same on every machine.
        private static uint HashOf(string name) =>
            name.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619));
    }

    /// <param name="Question">What was asked.</param>
    /// <param name="IsRight">For each hit, best first.</param>
    /// <param name="Milliseconds">From the question to the hits with their excerpts.</param>
    private sealed record Answer(Question Question, bool[] IsRight, double Milliseconds)
    {
        public const int Shown = 10;

        public bool IsFound => IsRight.Contains(true);

        public double Reciprocal => IsFound ? 1.0 / (Array.IndexOf(IsRight, true) + 1) : 0;

        // Normalised discounted cumulative gain of the first ten.
        public double Gain => IsRight.Select((isRight, n) => isRight ? Discount(n) : 0).Sum()
            / Enumerable.Range(0, Math.Min(Shown, Question.Right.Length)).Sum(Discount);

        private static double Discount(int n) => 1 / Math.Log2(n + 2);
    }
}
