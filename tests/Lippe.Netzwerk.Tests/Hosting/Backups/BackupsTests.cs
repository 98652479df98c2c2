using System.IO.Compression;
using System.Net;
using System.Text.Json.Nodes;
using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Hosting.Backups;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Hosting.Backups;

/// <summary>The program's own backup and restore, called as an operator calls them.</summary>
public sealed class BackupsTests
{
    private const string Body = "Tab\there, Gegenstrich \\n und „Anführung“; zweite Zeile:\n\nÄÖÜ 🏛";

    private DirectoryInfo _folder = null!;

    private string FilePath => Path.Combine(_folder.FullName, "sicherung.zip");

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("netzwerk-sicherung-");

    [TearDown]
    public void RemoveFolder() => _folder.Delete(recursive: true);

    [Test]
    public async Task What_a_running_hub_knows_is_all_there_in_an_empty_database()
    {
        await using var hub = await TestHub.StartAsync();
        hub.PlanJobs();
        var guide = await hub.AddGuideAsync("Gesichert", Body);
        var anna = await hub.AddMemberAsync(Role.Officer, name: "Anna Gesichert", mail: "anna@lemgo.example");
        hub.Services.GetRequiredService<IRecurringJobManager>().Trigger(nameof(OutboxExpiryJob));
        var cookie = await hub.TicketAsync(anna);
        Assert.That(await BackUpAsync(hub.Settings.ConnectionString!), Is.EqualTo(HubCommand.Done));

        var there = await RestoreAsync();
        await using var restored = await TestHub.StartAsync(there, clock: hub.Clock);
        Assert.That(await BodyOfAsync(restored, guide.Id), Is.EqualTo(Body));
        using var stillSignedIn = restored.Visitor();
        stillSignedIn.SetCookie("netzwerk", cookie);
        Assert.That((await stillSignedIn.GetAsync("/")).Html, Does.Contain("Anna Gesichert"));
        using var browser = restored.Visitor();
        var signedIn = await browser.SubmitAsync(
            await browser.GetAsync("/anmelden"), new { Email = "anna@lemgo.example", Password = TestHub.Password });
        Assert.That(signedIn.Html, Does.Contain("Anna Gesichert"));
        Assert.That((await browser.GetAsync("/suche?q=Gesichert")).Text, Does.Contain("Gesichert"));
        restored.RunNextJob();
        using var coordinator = await restored.SignInAsync(Role.Coordinator);
        Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("in Ordnung"));
        Assert.That((await restored.AddGuideAsync("Danach", "Geht weiter.")).Version, Is.EqualTo(1));
    }

    [TestCaseSource(typeof(TestServers), nameof(TestServers.Names))]
    public async Task A_backup_of_any_server_makes_the_same_schema_on_another(string server)
    {
        await using var source = await TestServers.StartAsync(server, Path.Combine(_folder.FullName, "postgres"));
        await TestCluster.FillAsync(source.ConnectionString);
        Assert.That(await BackUpAsync(source.ConnectionString), Is.EqualTo(HubCommand.Done));
        var there = await RestoreAsync();
        var expected = await SchemaOfAsync(await TestCluster.CreateDatabaseAsync());
        Assert.That(await SchemaOfAsync(there), Is.EqualTo(expected));
        await using var services = TestCluster.ServicesFor(there);
        await services.GetRequiredService<IDocumentStore>().Storage.Database
            .AssertDatabaseMatchesConfigurationAsync(CancellationToken.None);
    }

    [Test]
    public async Task A_backup_is_for_its_owner_only_and_told_to_coordinators()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("noch nie gesichert"));
        Assert.That(await BackUpAsync(hub.Settings.ConnectionString!), Is.EqualTo(HubCommand.Done));
        Assert.That(
            new FileInfo(FilePath).UnixFileMode, Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
        Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("Die letzte Sicherung ist vom"));
    }

    [Test]
    public async Task What_was_written_while_it_ran_is_in_it_wholly_or_not_at_all()
    {
        await using var hub = await TestHub.StartAsync();
        await using var backup = TestNode.Call(hub.Settings.ConnectionString!, "backup", FilePath);
        var ends = backup.EndsAsync();
        var saved = 0;
        while (!ends.IsCompleted)
            await hub.AddGuideAsync($"Nebenher {++saved}", Body);
        Assert.That(await ends, Is.EqualTo(HubCommand.Done), backup.Printed);

        await using var restored = await TestHub.StartAsync(await RestoreAsync());
        var (documents, revisions) = await restored.WithStoreAsync(async session => (
            await session.Query<Document>().Select(document => document.Id).ToListAsync(),
            await session.Query<Revision>().Select(revision => revision.DocumentId).ToListAsync()));
        Assert.That(revisions, Is.EquivalentTo(documents));
    }

    [Test]
    public async Task A_database_that_holds_something_is_replaced_only_when_asked_to()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.AddGuideAsync("Alt", Body);
        Assert.That(await BackUpAsync(hub.Settings.ConnectionString!), Is.EqualTo(HubCommand.Done));
        var other = await TestCluster.CreateDatabaseAsync();
        await using (var refused = TestNode.Call(other, "restore", FilePath))
        {
            Assert.That(await refused.EndsAsync(), Is.EqualTo(HubCommand.Failed));
            Assert.That(refused.Printed, Does.Contain("ist nicht leer").And.Contain("--ueberschreiben"));
        }

        await using (var replaced = TestNode.Call(other, "restore", FilePath, "--ueberschreiben"))
            Assert.That(await replaced.EndsAsync(), Is.EqualTo(HubCommand.Done), replaced.Printed);
        await using var restored = await TestHub.StartAsync(other);
        Assert.That((await restored.Visitor().GetAsync("/leitfaeden/alt")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_database_in_use_is_never_replaced()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.AddGuideAsync("Bleibt", Body);
        Assert.That(await BackUpAsync(hub.Settings.ConnectionString!), Is.EqualTo(HubCommand.Done));
        await using var refused = TestNode.Call(
            hub.Settings.ConnectionString!, "restore", FilePath, "--ueberschreiben");
        Assert.That(await refused.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        Assert.That(refused.Printed, Does.Contain("ist in Gebrauch").And.Contain("Beenden Sie den Hub"));
        Assert.That((await hub.Visitor().GetAsync("/leitfaeden/bleibt")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_backup_that_is_damaged_or_of_a_newer_program_changes_nothing()
    {
        Assert.That(await BackUpAsync(await TestCluster.CreateDatabaseAsync()), Is.EqualTo(HubCommand.Done));
        var whole = await File.ReadAllBytesAsync(FilePath);
        Action<ZipArchive>[] damages =
        [
            archive => Replace(archive, "tabellen/public.mt_doc_topic.tsv", text => text + "x"),
            archive => archive.GetEntry("tabellen/public.mt_doc_topic.tsv")!.Delete(),
            archive => archive.GetEntry(BackupManifest.Name)!.Delete(),
            archive => Replace(archive, BackupManifest.Name, _ => "{}"),
            archive => Replace(archive, BackupManifest.Name, text => With(text, "Schema", HubSchema.Number + 1)),
            archive => Replace(archive, BackupManifest.Name, text => With(text, "Format", 99)),
        ];
        var empty = await TestCluster.CreateEmptyDatabaseAsync();
        foreach (var damage in damages)
        {
            await File.WriteAllBytesAsync(FilePath, whole);
            using (var archive = ZipFile.Open(FilePath, ZipArchiveMode.Update))
                damage(archive);
            await RefusesAsync(empty);
        }

        await File.WriteAllBytesAsync(FilePath, whole[..(whole.Length / 2)]);
        await RefusesAsync(empty);
    }

    [Test]
    public async Task A_backup_that_fails_leaves_nothing_and_says_why()
    {
        await using (var empty = TestNode.Call(await TestCluster.CreateEmptyDatabaseAsync(), "backup", FilePath))
        {
            Assert.That(await empty.EndsAsync(), Is.EqualTo(HubCommand.Failed));
            Assert.That(empty.Printed, Does.Contain("In dieser Datenbank ist kein Hub"));
            Assert.That(_folder.EnumerateFileSystemInfos(), Is.Empty);
        }

        await File.WriteAllTextAsync(FilePath, "von gestern");
        await using var second = TestNode.Call(await TestCluster.CreateDatabaseAsync(), "backup", FilePath);
        Assert.That(await second.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        Assert.That(second.Printed, Does.Contain("gibt es schon"));
        Assert.That(await File.ReadAllTextAsync(FilePath), Is.EqualTo("von gestern"));
    }

    private async Task<int> BackUpAsync(string database)
    {
        await using var backup = TestNode.Call(database, "backup", FilePath);
        var code = await backup.EndsAsync();
        Assert.That(backup.Printed, Does.Contain("Gesichert und geprüft"));
        Assert.That(_folder.EnumerateFiles().Select(file => file.Name), Is.EqualTo(new[] { "sicherung.zip" }));
        return code;
    }

    private async Task<string> RestoreAsync()
    {
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        await using var restore = TestNode.Call(database, "restore", FilePath);
        Assert.That(await restore.EndsAsync(), Is.EqualTo(HubCommand.Done), restore.Printed);
        Assert.That(restore.Printed, Does.Contain("Zurückgespielt"));
        return database;
    }

    private async Task RefusesAsync(string database)
    {
        await using var refused = TestNode.Call(database, "restore", FilePath);
        Assert.That(await refused.EndsAsync(), Is.EqualTo(HubCommand.Failed), refused.Printed);
        Assert.That(refused.Printed, Does.Contain("Die Datenbank ist unverändert.").And.Not.Contain("   at "));
        Assert.That(await SchemaOfAsync(database), Does.Not.Contain("create table"));
    }

    private static Task<string> BodyOfAsync(TestHub hub, Guid id) => hub.WithStoreAsync(session =>
        session.Query<Revision>().Where(revision => revision.DocumentId == id).Select(r => r.Body).SingleAsync());

    private static async Task<string> SchemaOfAsync(string database)
    {
        await using var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        return await TestSchema.OfAsync(connection);
    }

    private static string With(string json, string property, int value)
    {
        var manifest = JsonNode.Parse(json)!;
        manifest[property] = value;
        return manifest.ToJsonString();
    }

    private static void Replace(ZipArchive archive, string name, Func<string, string> change)
    {
        string text;
        using (var reader = new StreamReader(archive.GetEntry(name)!.Open()))
            text = reader.ReadToEnd();
        archive.GetEntry(name)!.Delete();
        using var writer = new StreamWriter(archive.CreateEntry(name).Open());
        writer.Write(change(text));
    }
}
