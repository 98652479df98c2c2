using System.Diagnostics;
using System.Net;
using FsCheck.Fluent;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>A node's index beside the saves of all nodes, and on its disk.</summary>
public sealed class HubIndexTests : HubTests
{
    private const int Titles = 60;

    // More than is read of a file at once, so that damage is read, too.
    private static readonly string ManyWords = string.Join(' ', Enumerable.Range(0, 3_000).Select(n => $"Uhu {n}"));

    [Test]
    public async Task Any_document_is_the_first_hit_for_its_own_title()
    {
        var titles = AnyText.StoredLine.Where(line => line.Any(char.IsLetterOrDigit)).Sample(6 * Titles)
            .Select(line => line[..Math.Min(line.Length, DraftLimits.Title)].Trim())
            .Where(line => line.Any(char.IsLetterOrDigit)).DistinctBy(GermanFold.Fold).Take(Titles).ToList();
        Assert.That(titles, Has.Count.GreaterThan(Titles / 2));
        foreach (var (number, title) in titles.Index())
        {
            var others = string.Join(' ', titles.Skip(number % 7).Take(9));
            await Hub.AddDocumentAsync(
                $"Titel {number}", change: draft => draft with { Title = title, Body = others });
        }

        foreach (var title in titles)
            Assert.That(await FirstAsync(title), Is.EqualTo(title));
    }

    [Test]
    public async Task A_save_is_found_while_an_older_transaction_still_runs()
    {
        await FirstAsync("irgendwas");
        await Hub.WithStoreAsync(async slow =>
        {
            await slow.BeginTransactionAsync(CancellationToken.None);
            await slow.AdvancedSql.QueryAsync<string>("select pg_current_xact_id()::text", CancellationToken.None);
            await Hub.AddGuideAsync("Schnell gespeichert", "Rotkehlchen");
            Assert.That(await FirstAsync("Rotkehlchen"), Is.EqualTo("Schnell gespeichert"));
            return 0;
        });
    }

    [Test]
    public async Task Questions_and_saves_at_once_disturb_nobody()
    {
        var saves = Enumerable.Range(0, 20).Select(n => Hub.AddGuideAsync($"Gleichzeitig {n}", "Kolibri"));
        var questions = Enumerable.Range(0, 40).Select(_ => FirstAsync("Kolibri"));
        await Task.WhenAll(saves.Concat<Task>(questions));
        Assert.That((await FindAsync("Kolibri")).Counts.Total, Is.EqualTo(20));
    }

    [Test]
    public async Task A_node_goes_on_with_the_index_it_left()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Vorher", "Uhu");
        await own.SaveAsync();
        await own.Hub.AddGuideAsync("Nachher", "Uhu");
        await own.RestartAsync();
        Assert.That(await own.CountAsync("Uhu"), Is.EqualTo(2));
        Assert.That(own.Builds, Is.EqualTo(new[] { "1" }));
    }

    [Test]
    public async Task A_damaged_index_is_built_anew()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Heil", "Uhu");
        await own.SaveAsync();
        await own.RestartAsync(() =>
        {
            foreach (var file in Directory.EnumerateFiles(own.BuildFolder, "segments_*"))
                File.WriteAllBytes(file, new byte[100]);
        });
        Assert.That(await own.CountAsync("Uhu"), Is.EqualTo(1));
        Assert.That(own.Builds, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task An_index_with_damaged_words_is_found_out_and_built_anew()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Heil", "Uhu");
        await own.SaveAsync();
        await own.RestartAsync(() => own.DamageWords("1"));
        await own.Index.CheckAsync(CancellationToken.None);
        Assert.That(await own.CountAsync("Uhu"), Is.EqualTo(1));
        Assert.That(own.Builds, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task Damage_found_while_another_index_is_built_leaves_the_answers_to_that_one()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Heil", ManyWords);
        await own.SaveAsync();
        await using (await LockTextsAsync(own.Hub))
        {
            await own.BuildAnewAsync();
            own.DamageWords("1");
            await own.Index.CheckAsync(CancellationToken.None);
            Assert.That(own.Builds, Is.EqualTo(new[] { "2" }));
            Assert.That(await own.CountAsync("Uhu"), Is.Zero);
            Assert.That(own.Index.Status.Readiness, Is.EqualTo(IndexReadiness.Filling));
        }

        Assert.That(() => own.CountAsync("Uhu"), Is.EqualTo(1).After(10_000, 20));
        Assert.That(own.Index.Status.Readiness, Is.EqualTo(IndexReadiness.Ready));
        Assert.That(own.Builds, Is.EqualTo(new[] { "2" }));
    }

    [Test]
    public async Task Damage_does_not_wait_until_a_failed_build_is_tried_again()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Heil", ManyWords);
        await own.SaveAsync();
        await using (await LockTextsAsync(own.Hub))
        {
            await own.BuildAnewAsync();
            await EndWaitsAsync(own.Hub);
            Assert.That(() => own.Index.Status.Readiness, Is.EqualTo(IndexReadiness.Ready).After(10_000, 20));
        }

        own.DamageWords("1");
        await own.Index.CheckAsync(CancellationToken.None);
        Assert.That(() => own.CountAsync("Uhu"), Is.EqualTo(1).After(10_000, 20));
        Assert.That(own.Builds, Is.EqualTo(new[] { "3" }));
    }

    [Test]
    public async Task An_index_deleted_while_the_node_runs_comes_back()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Erst", "Uhu");
        await own.SaveAsync();
        Directory.Delete(own.BuildFolder, recursive: true);
        await own.Hub.AddGuideAsync("Dann", "Pirol");
        Assert.That(() => own.CountAsync("Pirol"), Is.EqualTo(1).After(10_000, 20));
        Assert.That(await own.CountAsync("Uhu"), Is.EqualTo(1));
        Assert.That(() => own.Index.Status.Readiness, Is.EqualTo(IndexReadiness.Ready).After(10_000, 20));
    }

    [Test]
    public async Task A_disk_that_refuses_the_index_takes_away_the_search_only()
    {
        var file = Path.GetTempFileName();
        var folder = Path.Combine(file, "index");
        await using (var hub = await TestHub.StartAsync(configure: settings => settings.Index = folder))
        {
            await hub.AddGuideAsync("Ohne Suche", "Uhu");
            using var visitor = hub.Visitor();
            var search = await visitor.GetAsync("/suche?q=Uhu");
            Assert.That(search.Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
            Assert.That(search.Text, Does.Contain("Die Suche ist gerade nicht möglich"));
            Assert.That((await visitor.GetAsync("/leitfaeden/ohne-suche")).Heading, Is.EqualTo("Ohne Suche"));
            Assert.That((await visitor.GetAsync("/suche/vorschlaege?q=Ohne")).Status, Is.EqualTo(HttpStatusCode.OK));
            Assert.That((await visitor.GetAsync("/health/ready")).Text, Does.Contain("Degraded"));
        }

        File.Delete(file);
    }

    [Test]
    public async Task The_index_of_another_database_answers_nothing()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Fremd", "Uhu");
        await own.SaveAsync();
        await own.RestartAsync(connectionString: await TestCluster.CreateDatabaseAsync());
        Assert.That(await own.CountAsync("Uhu"), Is.Zero);
    }

    [Test]
    public async Task Other_words_of_compounds_build_the_index_anew()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Wortteil", "Das Kobeltgerüst steht.");
        Assert.That(await own.CountAsync("Kobelt"), Is.Zero);
        using var folder = new ImportFolder().With("suche/woerter.txt", RamIndex.Lists.Words + "\nkobelt\ngerüst\n");
        await own.ImportNetworkAsync(folder);
        Assert.That(() => own.CountAsync("Kobelt"), Is.EqualTo(1).After(10_000, 20));
    }

    [Test]
    public async Task A_folder_in_use_is_closed_to_other_processes()
    {
        var path = Directory.CreateTempSubdirectory("netzwerk-").FullName;
        using (IndexFolder.Claim(path, NullLogger.Instance))
            Assert.That(await LockElsewhereAsync(path), Is.EqualTo(1));
        Assert.That(await LockElsewhereAsync(path), Is.Zero);
        Directory.Delete(path, recursive: true);
    }

    [Test]
    public void Two_processes_never_share_a_folder()
    {
        var path = Path.Combine(Path.GetTempPath(), $"netzwerk-{Guid.NewGuid():N}");
        using (var one = IndexFolder.Claim(path, NullLogger.Instance))
        using (var other = IndexFolder.Claim(path, NullLogger.Instance))
            Assert.That((one.Path, other.Path), Is.EqualTo((path, path + "-2")));
        using (var again = IndexFolder.Claim(path, NullLogger.Instance))
            Assert.That(again.Path, Is.EqualTo(path));
        Directory.Delete(path, recursive: true);
        Directory.Delete(path + "-2", recursive: true);
    }

    [Test]
    public async Task A_node_says_how_its_index_is_doing()
    {
        await Hub.AddDocumentAsync("Gezählt");
        await FindAsync("irgendwas");
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var operations = await coordinator.GetAsync("/technik");
        Assert.That(operations.Text, Does.Contain("Die Suche findet alles").And.Match("[1-9] Dokument"));
        Assert.That((await Visitor.GetAsync("/suche?q=Gezählt")).Text, Does.Not.Contain("Die Suche wird gerade"));
        var ready = await Visitor.GetAsync("/health/ready");
        Assert.That(ready.Text, Does.Match(@"index: [1-9]\d* Dokumente\.").And.Not.Contain("neuer Index"));
    }

    [Test]
    public async Task While_another_index_is_built_every_page_says_so()
    {
        await using var own = await OwnHub.StartAsync();
        await own.Hub.AddGuideAsync("Alt", "Uhu");
        Assert.That(await own.CountAsync("Uhu"), Is.EqualTo(1));
        using var coordinator = await own.Hub.SignInAsync(Role.Coordinator);
        await using (await LockTextsAsync(own.Hub))
        {
            using var folder = new ImportFolder().With("suche/woerter.txt", RamIndex.Lists.Words + "\nkobelt\n");
            await own.ImportNetworkAsync(folder);
            var page = await coordinator.GetAsync("/suche?q=Uhu");
            Assert.That(page.Text, Does.Contain("Die Suche wird gerade erneuert"));
            Assert.That(page.Text, Does.Contain("0 von 1 Dokumenten (0 %)"));
            Assert.That(page.Text, Does.Contain("1 Treffer"));
            Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("Ein neuer Index entsteht"));
            var ready = await coordinator.GetAsync("/health/ready");
            Assert.That(ready.Text, Does.Contain("ein neuer Index hat 0 von 1 aufgenommen"));
        }

        Assert.That(() => own.Index.Status.Readiness, Is.EqualTo(IndexReadiness.Ready).After(10_000, 20));
        Assert.That((await coordinator.GetAsync("/suche?q=Uhu")).Text, Does.Not.Contain("Die Suche wird gerade"));
    }

    [Test]
    public async Task While_the_first_index_is_filled_every_page_says_so()
    {
        await Hub.AddGuideAsync("Erstmals", "Pirol");
        var lockOfTexts = await LockTextsAsync(Hub);
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var coordinator = await node.SignInAsync(Role.Coordinator);
        await using (lockOfTexts)
        {
            var page = await coordinator.GetAsync("/suche?q=Pirol");
            Assert.That(page.Text, Does.Contain("Die Suche wird gerade eingerichtet"));
            Assert.That(page.Text, Does.Match(@"Fertig sind 0 von [1-9]\d* Dokumenten \(0 %\)"));
            Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("Der Index wird gefüllt"));
            var ready = await coordinator.GetAsync("/health/ready");
            Assert.That(ready.Text, Does.StartWith("Degraded").And.Match(@"index: 0 von [1-9]\d* Dokumenten"));
        }

        var index = node.Services.GetRequiredService<HubIndex>();
        Assert.That(() => index.Status.Readiness, Is.EqualTo(IndexReadiness.Ready).After(10_000, 20));
        var found = await coordinator.GetAsync("/suche?q=Pirol");
        Assert.That(found.Text, Does.Contain("1 Treffer").And.Not.Contain("Die Suche wird gerade"));
    }

    // Nobody reads a text, so no index is built, until this is let go.
    private static async Task<IAsyncDisposable> LockTextsAsync(TestHub hub)
    {
        var database = await hub.Services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync();
        await using var command = new NpgsqlCommand("begin; lock table mt_doc_revision", database);
        await command.ExecuteNonQueryAsync();
        return database;
    }

    // As when the database fails: whoever waits for the texts gives up.
    private static async Task EndWaitsAsync(TestHub hub)
    {
        await using var command = hub.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            select count(pg_cancel_backend(pid)) from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'
            """);
        Assert.That(async () => await command.ExecuteScalarAsync(), Is.EqualTo(1).After(10_000, 20));
    }

    private async Task<string?> FirstAsync(string question)
    {
        var found = await FindAsync(question);
        var first = found.Page is [var best, ..] ? best.Id : Guid.Empty;
        return await Hub.WithStoreAsync(session => session.Query<Document>()
            .Where(document => document.Id == first)
            .Select(document => document.Title)
            .SingleOrDefaultAsync());
    }

    // 0 when another process can have a share of the lock of a folder, 1 when it is taken alone.
    private static async Task<int> LockElsewhereAsync(string folder)
    {
        using var other = Process.Start("flock", ["--shared", "--nonblock", Path.Combine(folder, "in-use"), "true"]);
        await other.WaitForExitAsync();
        return other.ExitCode;
    }

    private Task<FoundDocuments> FindAsync(string question)
    {
        var slice = new SearchSlice(0, 10) { Title = question };
        return Hub.Services.GetRequiredService<DocumentSearch>()
            .FindAsync(question, new SearchScope(Viewer.Anonymous), slice, CancellationToken.None);
    }

    /// <summary>A hub with an index folder that outlives it.</summary>
    private sealed class OwnHub(string folder) : IAsyncDisposable
    {
        public TestHub Hub { get; private set; } = null!;

        public HubIndex Index => Hub.Services.GetRequiredService<HubIndex>();

        public IEnumerable<string> Builds =>
            Directory.EnumerateDirectories(folder).Select(build => Path.GetFileName(build));

        public string BuildFolder => Directory.EnumerateDirectories(folder).Single();

        public static async Task<OwnHub> StartAsync()
        {
            var own = new OwnHub(Path.Combine(Path.GetTempPath(), $"netzwerk-{Guid.NewGuid():N}"));
            own.Hub = await TestHub.StartAsync(configure: own.Configure);
            return own;
        }

        /// <summary>Ends the node and starts it again, maybe with something done to its files meanwhile.</summary>
        public async Task RestartAsync(Action? meanwhile = null, string? connectionString = null)
        {
            var settings = Hub.Settings;
            await Hub.DisposeAsync();
            meanwhile?.Invoke();
            Hub = await TestHub.StartAsync(connectionString ?? settings.ConnectionString, Configure);
        }

        public Task SaveAsync() => Index.SaveAsync(CancellationToken.None);

        public async Task<int> CountAsync(string question)
        {
            var found = await Hub.Services.GetRequiredService<DocumentSearch>()
                .FindAsync(question, new SearchScope(Viewer.Anonymous), new SearchSlice(0, 10), CancellationToken.None);
            return found.Counts.Total;
        }

        public async Task ImportNetworkAsync(ImportFolder files)
        {
            await using var scope = Hub.Services.CreateAsyncScope();
            await ActivatorUtilities.CreateInstance<NetworkImport>(scope.ServiceProvider)
                .ImportAsync(files.FullPath, CancellationToken.None);
        }

        /// <summary>Starts another build with a question, for which the one there is answers.</summary>
        public async Task BuildAnewAsync()
        {
            using var folder = new ImportFolder().With("suche/woerter.txt", RamIndex.Lists.Words + "\nkobelt\n");
            await ImportNetworkAsync(folder);
            Assert.That(await CountAsync("Uhu"), Is.EqualTo(1));
        }

        /// <summary>Makes the words of a build unreadable.</summary>
        public void DamageWords(string build)
        {
            var files = new DirectoryInfo(Path.Combine(folder, build)).EnumerateFiles("*.cfs");
            // The node reads them meanwhile.
            using var file = files.MaxBy(file => file.Length)!
                .Open(FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            file.Position = file.Length / 4;
            file.Write(new byte[file.Length / 2]);
        }

        public async ValueTask DisposeAsync()
        {
            await Hub.DisposeAsync();
            Directory.Delete(folder, recursive: true);
        }

        private void Configure(HubSettings settings) => settings.Index = folder;
    }
}
