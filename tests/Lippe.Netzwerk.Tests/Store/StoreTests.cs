using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Store;

/// <summary>What everything else stands on, on every PostgreSQL that is supported.</summary>
[TestFixtureSource(typeof(TestServers), nameof(TestServers.Names))]
public sealed class StoreTests(string server)
{
    private static readonly Municipality Lemgo = MunicipalityOf("lemgo");
    private static readonly Municipality Lage = MunicipalityOf("lage");

    private DirectoryInfo _folder = null!;
    private EmbeddedPostgres _postgres = null!;
    private ServiceProvider _node = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("netzwerk-store-");
        _postgres = await TestServers.StartAsync(server, Path.Combine(_folder.FullName, "postgres"));
        _node = NewNode();
        await HubSchema.MigrateAsync(_node, CancellationToken.None);
        await InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<IDocumentSession>();
            session.Store(Lemgo, Lage);
            await session.SaveChangesAsync();
        });
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _node.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [TestCase("", 100)]
    [TestCase(";Max Auto Prepare=0", 0)]
    [TestCase(";Max Auto Prepare=20", 20)]
    public async Task Queries_are_prepared_unless_an_operator_says_otherwise(string said, int prepared)
    {
        await using var node = NewNode(_postgres.ConnectionString + said);
        var connection = node.GetRequiredService<NpgsqlDataSource>().ConnectionString;
        Assert.That(new NpgsqlConnectionStringBuilder(connection).MaxAutoPrepare, Is.EqualTo(prepared));
    }

    [Test]
    public async Task Nodes_that_start_together_make_one_schema()
    {
        var empty = await CreateDatabaseAsync("together");
        await using ServiceProvider one = NewNode(empty), two = NewNode(empty), three = NewNode(empty);

        ServiceProvider[] nodes = [one, two, three];
        await Task.WhenAll(nodes.Select(node => HubSchema.MigrateAsync(node, CancellationToken.None)));

        await using var session = one.GetRequiredService<IDocumentStore>().QuerySession();
        Assert.That(await session.Query<Document>().AnyAsync(), Is.False);
    }

    [Test]
    public async Task Records_from_before_their_changes_were_counted_are_changed_like_all()
    {
        await using var node = NewNode(await CreateDatabaseAsync("uncounted"));
        await HubSchema.MigrateAsync(node, CancellationToken.None);
        await using var session = node.GetRequiredService<IDocumentStore>().LightweightSession();
        var topic = NewTopic();
        session.Insert(topic);
        await session.SaveChangesAsync();
        await using (var change = node.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            """
            alter table mt_doc_topic drop column mt_version;
            alter table mt_doc_topic add column mt_version uuid not null default gen_random_uuid();
            """))
            await change.ExecuteNonQueryAsync();

        await HubSchema.MigrateAsync(node, CancellationToken.None);

        var found = (await session.LoadAsync<Topic>(topic.Id))!;
        found.Edit("Neu", "");
        session.Change(found);
        await session.SaveChangesAsync();
        Assert.That((await session.LoadAsync<Topic>(topic.Id))!.Name, Is.EqualTo("Neu"));
    }

    [Test]
    public async Task A_schema_that_another_build_made_is_brought_up_to_date()
    {
        await using var node = NewNode(await CreateDatabaseAsync("updated"));
        await HubSchema.MigrateOnceAsync(node, CancellationToken.None);
        await using (var change = node.GetRequiredService<NpgsqlDataSource>().CreateCommand(
            "comment on table mt_doc_document is 'made by another build'; drop table mt_doc_topic"))
            await change.ExecuteNonQueryAsync();

        await HubSchema.MigrateOnceAsync(node, CancellationToken.None);

        await using var session = node.GetRequiredService<IDocumentStore>().QuerySession();
        Assert.That(await session.Query<Topic>().AnyAsync(), Is.False);
    }

    [Test]
    public async Task A_record_is_not_deleted_unrecorded()
    {
        await InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<IDocumentSession>();
            var (one, other) = (NewTopic(), NewTopic());
            session.Insert(one, other);
            await session.SaveChangesAsync();

            session.DeleteWhere<Topic>(topic => topic.Id == one.Id);
            Assert.That(() => session.SaveChangesAsync(), Throws.TypeOf<NotSupportedException>());
            session.EjectAllPendingChanges();
            await session.DeleteAllAsync(session.Query<Topic>().Where(t => t.Id == other.Id), CancellationToken.None);
            await session.SaveChangesAsync();

            var deeds = await session.Query<Activity>().Where(a => a.SubjectId == other.Id).ToListAsync();
            Assert.That(deeds.Select(activity => activity.Deed), Is.EquivalentTo(new[] { "created", "deleted" }));
            Assert.That(await session.Query<Topic>().AnyAsync(topic => topic.Id == one.Id), Is.True);
        });
    }

    [Test]
    public async Task A_save_writes_document_revision_activity_and_change_together()
    {
        var author = Guid.CreateVersion7();
        var document = await SaveNewAsync(draft => draft with { Body = "## Anfang\n\nEin Satz." }, author);

        await InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<IQuerySession>();
            var stored = await session.Query<Document>().SingleAsync(d => d.Id == document.Id);
            var revision = await services.GetRequiredService<Archive>().NewestAsync(stored, CancellationToken.None);
            var activity = await session.Query<Activity>().SingleAsync(a => a.SubjectId == document.Id.ToString());
            var change = (await session.AdvancedSql.QueryAsync<string>(
                "select kind from change where id = ?", CancellationToken.None, document.Id.ToString())).Single();
            Assert.Multiple(() =>
            {
                Assert.That((stored.Title, stored.Version), Is.EqualTo((document.Title, 1L)));
                Assert.That(revision.Html, Does.Contain("<p>Ein Satz.</p>"));
                Assert.That(revision.Contents.Single().Text, Is.EqualTo("Anfang"));
                Assert.That((activity.Kind, activity.Deed), Is.EqualTo(("document", "created")));
                Assert.That(activity.MemberId, Is.EqualTo(author));
                Assert.That(change, Is.EqualTo("document"));
            });
        });
    }

    [Test]
    public async Task Of_two_saves_from_the_same_version_the_second_is_refused_and_leaves_nothing()
    {
        var document = await SaveNewAsync(draft => draft);
        await InScopeAsync(async slow =>
        {
            var session = slow.GetRequiredService<IQuerySession>();
            var archive = slow.GetRequiredService<Archive>();
            var read = await session.Query<Document>().SingleAsync(d => d.Id == document.Id);
            var draft = await archive.DraftAsync(read, CancellationToken.None) with { Title = "Zu spät" };
            await InScopeAsync(async quick => await ReviseAsync(quick, document.Id, "Schneller"));
            Assert.That(
                () => archive.SaveAsync(read, draft, "", CancellationToken.None),
                Throws.InstanceOf<ConcurrencyException>());
        });

        await InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<IQuerySession>();
            Assert.That((await session.LoadAsync<Document>(document.Id))!.Title, Is.EqualTo("Schneller"));
            Assert.That(await session.Query<Revision>().CountAsync(r => r.DocumentId == document.Id), Is.EqualTo(2));
        });
    }

    [Test]
    public async Task Two_documents_of_a_kind_never_share_an_address()
    {
        await SaveNewAsync(draft => draft, slug: "gleich");
        Assert.That(
            async () => await SaveNewAsync(draft => draft, slug: "gleich"),
            Throws.InstanceOf<DocumentAlreadyExistsException>());
    }

    [Test]
    public async Task The_database_and_the_rule_in_memory_agree_on_who_sees_what()
    {
        foreach (var state in Enum.GetValues<DocumentState>())
        {
            foreach (var visibility in Enum.GetValues<Visibility>())
                await SaveNewAsync(draft => draft with { State = state, Visibility = visibility });
        }

        Viewer[] viewers =
        [
            Viewer.Anonymous,
            .. from role in Enum.GetValues<Role>()
               from home in new[] { Lemgo, Lage }
               select new Viewer(Guid.CreateVersion7(), "", role, home.Id),
        ];
        await InScopeAsync(async services =>
        {
            var session = services.GetRequiredService<IQuerySession>();
            var all = await session.Query<Document>().ToListAsync();
            foreach (var viewer in viewers)
            {
                var who = $"{viewer.Role} {viewer.MunicipalityId == Lemgo.Id}";
                var visible = all.Where(d => viewer.MaySee(d)).Select(d => d.Id);
                var seen = await session.Query<Document>().VisibleTo(viewer).Select(d => d.Id).ToListAsync();
                Assert.That(seen, Is.EquivalentTo(visible), who);
                var own = all.Where(d => viewer.MayWriteFor(d.MunicipalityId)).Select(d => d.Id);
                var writable = await session.Query<Document>().WritableBy(viewer).Select(d => d.Id).ToListAsync();
                Assert.That(writable, Is.EquivalentTo(own), who);
            }
        });
    }

    private ServiceProvider NewNode(string? connectionString = null) => new ServiceCollection()
        .AddLogging()
        .AddHubSettings(new HubSettings())
        .AddHubStore(connectionString ?? _postgres.ConnectionString)
        .AddHubCommands()
        .BuildServiceProvider();

    private async Task<string> CreateDatabaseAsync(string name)
    {
        await using var server = NpgsqlDataSource.Create(_postgres.ConnectionString);
        await using var create = server.CreateCommand($"create database {name}");
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(_postgres.ConnectionString) { Database = name }.ToString();
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = _node.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private async Task<Document> SaveNewAsync(Func<Draft, Draft> change, Guid? author = null, string? slug = null)
    {
        var document = Document.Create(DocumentKind.Guide, slug ?? $"{Guid.NewGuid():N}");
        var draft = new Draft { Title = "Ein Titel", Summary = "Kurz.", Body = "Ein Satz.", MunicipalityId = Lemgo.Id };
        await InScopeAsync(async services =>
        {
            services.GetRequiredService<Actor>().MemberId = author;
            await services.GetRequiredService<Archive>()
                .SaveAsync(document, change(draft), "", CancellationToken.None);
        });
        return document;
    }

    private static async Task ReviseAsync(IServiceProvider services, Guid id, string title)
    {
        var session = services.GetRequiredService<IQuerySession>();
        var archive = services.GetRequiredService<Archive>();
        var document = await session.Query<Document>().SingleAsync(d => d.Id == id);
        var draft = await archive.DraftAsync(document, CancellationToken.None) with { Title = title };
        await archive.SaveAsync(document, draft, "", CancellationToken.None);
    }

    private static Topic NewTopic()
    {
        var key = $"thema-{Guid.NewGuid():N}";
        return new Topic { Id = key, Name = key, Description = "", Position = 99 };
    }

    private static Municipality MunicipalityOf(string slug) => new()
    {
        Slug = slug,
        Ags = "05766000",
        Name = slug,
        Kind = "Stadt",
        Inhabitants = 40_000,
        InhabitantsAsOf = new DateOnly(2025, 8, 31),
    };
}
