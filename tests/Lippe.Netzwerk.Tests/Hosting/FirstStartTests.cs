using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>What a node does with a database before it serves.</summary>
public sealed class FirstStartTests
{
    private const string Link = "Einmal-Link für die erste Koordination: ";
    private const string Serves = "läuft auf";

    [Test]
    public async Task A_filling_that_was_killed_is_completed_by_the_next_start()
    {
        using var content = Content(documents: 8);
        var database = await TestCluster.CreateDatabaseAsync();
        await using (var gate = await Gate.CloseAsync(database, letsThrough: 3))
        {
            await using var killed = TestNode.Serve(database, content.FullPath);
            await gate.WaitForAsync(documents: 3);
            await killed.KillAsync();
        }

        await using var next = TestNode.Serve(database, content.FullPath);
        await next.PrintsAsync(Serves);
        await using var hub = await TestHub.StartAsync(database);
        Assert.That(await VersionsAsync(hub), Is.EqualTo(Enumerable.Repeat(1, 8)));
    }

    [Test]
    public async Task Nodes_that_start_together_on_an_empty_database_print_one_link_and_it_works()
    {
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        using var content = Content(documents: 2);
        await using var first = TestNode.Serve(database, content.FullPath);
        await using var second = TestNode.Serve(database, content.FullPath);
        var said = await Task.WhenAll(SaysAboutLinkAsync(first), SaysAboutLinkAsync(second));
        var link = said.Single(line => line.StartsWith(Link, StringComparison.Ordinal))[Link.Length..];
        await using var hub = await TestHub.StartAsync(database);
        Assert.That(
            (await hub.Visitor().GetAsync(new Uri(link).PathAndQuery)).Status,
            Is.EqualTo(System.Net.HttpStatusCode.OK));
        Assert.That(await VersionsAsync(hub), Is.EqualTo(new[] { 1, 1 }));
    }

    [Test]
    public async Task A_node_that_waits_for_another_one_says_so()
    {
        var database = await TestCluster.CreateDatabaseAsync();
        using var content = Content(documents: 1);
        await using var gate = await Gate.CloseAsync(database, letsThrough: 0);
        await using var first = TestNode.Serve(database, content.FullPath);
        await gate.WaitForAsync(documents: 0);
        await using var second = TestNode.Serve(database, content.FullPath);
        await second.PrintsAsync("Ein anderer Knoten richtet die Datenbank ein; dieser wartet.");
        await gate.DisposeAsync();
        await second.PrintsAsync(Serves);
    }

    [Test]
    public async Task The_link_is_told_anew_by_the_first_start_after_its_node_is_gone()
    {
        await using var hub = await TestHub.StartAsync();
        await using var scope = hub.Services.CreateAsyncScope();
        string old;
        await using (var link = await FirstLink.MakeAsync(scope.ServiceProvider, CancellationToken.None))
        {
            old = link!.Secret;
            Assert.That(await FirstLink.MakeAsync(scope.ServiceProvider, CancellationToken.None), Is.Null);
        }

        await using var next = await FirstLink.MakeAsync(scope.ServiceProvider, CancellationToken.None);
        Assert.That(await StatusAsync(hub, next!.Secret), Is.EqualTo(System.Net.HttpStatusCode.OK));
        Assert.That(await StatusAsync(hub, old), Is.EqualTo(System.Net.HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_is_gone_after_the_filling_stays_gone()
    {
        await using var hub = await TestHub.StartAsync();
        using var content = Content(documents: 2);
        Assert.That((await FillAsync(hub, content))![ImportOutcome.Created], Is.EqualTo(2));
        await hub.WithStoreAsync(async session =>
        {
            foreach (var document in await session.Query<Document>().ToListAsync())
                session.Delete(document);
            await session.SaveChangesAsync();
            return true;
        });
        Assert.That(await FillAsync(hub, content), Is.Null);
        Assert.That(await VersionsAsync(hub), Is.Empty);
    }

    [Test]
    public async Task Documents_that_were_there_before_the_first_start_are_the_content()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.AddDocumentAsync("Schon da");
        using var content = Content(documents: 2);
        Assert.That(await FillAsync(hub, content), Is.Null);
        Assert.That(await VersionsAsync(hub), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_broken_network_file_ends_the_start_and_once_mended_the_next_one_fills_the_hub()
    {
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        using var content = Content(documents: 1).With("netzwerk.yml", "name:\n  - a\n");
        await using (var refused = TestNode.Serve(database, content.FullPath))
        {
            Assert.That(await refused.EndsAsync(), Is.EqualTo(HubCommand.Failed));
            Assert.That(refused.Printed, Does.Contain("netzwerk.yml:2: „name“ muss ein einzelner Text sein."));
            Assert.That(refused.Printed, Does.Not.Contain("Exception"));
        }

        content.With("netzwerk.yml", "name: Netz\n");
        await using var next = TestNode.Serve(database, content.FullPath);
        await next.PrintsAsync(Serves);
        Assert.That(next.Printed, Does.Contain("1 Dokumente"));
    }

    private static ImportFolder Content(int documents)
    {
        var folder = new ImportFolder().With(
            "kommunen.csv", "slug,ags,name,art,einwohner,stand\nlemgo,05766044,Lemgo,Stadt,41276,2025-08-31\n");
        for (var n = 0; n < documents; n++)
            folder.With($"leitfaeden/erster-{n}.md", $"---\ntitel: Erster {n}\n---\nText.\n");
        return folder;
    }

    private static async Task<string> SaysAboutLinkAsync(TestNode node) => await node.PrintsAsync("Einmal-Link");

    private static async Task<System.Net.HttpStatusCode> StatusAsync(TestHub hub, string secret) =>
        (await hub.Visitor().GetAsync($"/einladungen/{secret}")).Status;

    private static async Task<ImportReport?> FillAsync(TestHub hub, ImportFolder content)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstContentImport>()
            .ImportAsync(content.FullPath, CancellationToken.None);
    }

    private static async Task<List<int>> VersionsAsync(TestHub hub) => await hub.WithStoreAsync(async session =>
        (await session.Query<Document>().ToListAsync()).Select(document => (int)document.Version).ToList());

    /// <summary>Lets so many documents into a database and makes the next ones wait.</summary>
    private sealed class Gate : IAsyncDisposable
    {
        private const string Sql =
            """
            create function gate() returns trigger language plpgsql as $$
            begin
                if (select count(*) from mt_doc_document) >= {0} then
                    perform pg_advisory_xact_lock_shared(4711);
                end if;
                return new;
            end $$;
            create trigger gate before insert on mt_doc_document for each row execute function gate();
            select pg_advisory_lock(4711);
            """;

        private const string DocumentsSql = "select count(*) from mt_doc_document";

        private const string WaitingSql =
            "select count(*) from pg_locks where locktype = 'advisory' and objid = 4711 and not granted";

        private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

        private readonly NpgsqlDataSource _database;
        private readonly NpgsqlConnection _holder;
        private bool _isOpen;

        private Gate(NpgsqlDataSource database, NpgsqlConnection holder)
        {
            _database = database;
            _holder = holder;
        }

        public static async Task<Gate> CloseAsync(string connectionString, int letsThrough)
        {
            var database = NpgsqlDataSource.Create(connectionString);
            var holder = await database.OpenConnectionAsync();
            await using var close = holder.CreateCommand();
            close.CommandText = Sql.Replace("{0}", $"{letsThrough}", StringComparison.Ordinal);
            await close.ExecuteNonQueryAsync();
            return new Gate(database, holder);
        }

        /// <summary>Waits until so many documents are in and at least one waits.</summary>
        public async Task WaitForAsync(int documents)
        {
            for (var end = DateTime.UtcNow + Patience; DateTime.UtcNow < end; await Task.Delay(20))
            {
                if (await CountAsync(DocumentsSql) >= documents && await CountAsync(WaitingSql) > 0)
                    return;
            }

            throw new AssertionException("nothing waits at the gate");
        }

        public async ValueTask DisposeAsync()
        {
            if (_isOpen)
                return;
            _isOpen = true;
            await _holder.DisposeAsync();
            await _database.DisposeAsync();
        }

        private async Task<long> CountAsync(string sql)
        {
            await using var count = _database.CreateCommand(sql);
            return (long)(await count.ExecuteScalarAsync())!;
        }
    }
}
