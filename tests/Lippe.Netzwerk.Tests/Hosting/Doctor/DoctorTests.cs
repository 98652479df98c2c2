using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Hosting.Doctor;

/// <summary>What the program says of itself, called as an operator calls it.</summary>
public sealed class DoctorTests
{
    // The doctor of a hub that has just started may come before the first index is on the disk.
    private const int Visits = 20;

    [Test]
    public async Task A_hub_that_is_well_is_told_so()
    {
        await using var mails = new TestSmtpServer();
        var folder = Directory.CreateTempSubdirectory("netzwerk-arzt-");
        var settings = Connected(mails);
        settings["Hub__Index"] = Path.Combine(folder.FullName, "index");
        settings["Hub__Jobs"] = "true";
        var database = await TestCluster.CreateDatabaseAsync();
        await NoteBackupAsync(database, DateTimeOffset.UtcNow);
        await using (var node = TestNode.Serve(database, settings: settings))
        {
            await node.PrintsAsync("läuft auf");
            var (code, said) = await ExamineAsync(database, settings);
            for (var visit = 1; code != HubCommand.Done && visit < Visits; visit++)
                (code, said) = await ExamineAsync(database, settings);
            Assert.That(code, Is.EqualTo(HubCommand.Done), said);
            Assert.That(said.Split('\n', StringSplitOptions.RemoveEmptyEntries), Has.All.StartWith("OK "));
            Assert.That(said, Does.Contain("PostgreSQL 18").And.Contain("Suchindex: Er enthält alle"));
            Assert.That(said, Does.Contain($"127.0.0.1:{mails.Port} antwortet: unverschlüsselt, ohne Anmeldung"));
            Assert.That(mails.Mails, Is.Empty);
        }

        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Every_wrong_setting_is_a_line_and_serve_begins_with_none_of_them()
    {
        var settings = new Dictionary<string, string>
        {
            ["Hub__BaseUrl"] = "netzwerk.example.de",
            ["Hub__Theme"] = "blau",
            ["Hub__Port"] = "achtzig",
            ["Hub__Jobs"] = "ja",
            ["Hub__Mail__Security"] = "WennMoeglich",
            ["Hub__Mail__Hots"] = "mail.example.de",
            ["Hub__Digest__Time"] = "morgens",
            ["Hub__Telemetry"] = "sammler",
        };
        var (code, said) = await ExamineAsync("Wirt=hier", settings);
        Assert.That(code, Is.EqualTo(HubCommand.Failed), said);
        var errors = said.Split('\n').Where(line => line.StartsWith("Fehler ", StringComparison.Ordinal)).ToList();
        foreach (var name in settings.Keys.Append("ConnectionStrings__Hub"))
            Assert.That(errors, Has.Exactly(1).Contains(name));

        await using var node = TestNode.Serve("Wirt=hier", settings: settings);
        Assert.That(await node.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        foreach (var name in settings.Keys.Except(["Hub__Port"]))
            Assert.That(node.Printed, Does.Contain(name));
    }

    [Test]
    public async Task A_database_that_is_away_or_unfit_is_an_error_with_what_helps()
    {
        var (code, said) = await ExamineAsync("Host=/nirgends;Username=netzwerk;Database=netzwerk");
        Assert.That(code, Is.EqualTo(HubCommand.Failed), said);
        Assert.That(said, Does.Contain("Fehler   Datenbank: Die Datenbank „/nirgends“ ist nicht erreichbar"));

        var ascii = await TestCluster.CreateEmptyDatabaseAsync(
            "template template0 encoding 'SQL_ASCII' locale_provider libc locale 'C'");
        (code, said) = await ExamineAsync(ascii);
        Assert.That(code, Is.EqualTo(HubCommand.Failed), said);
        Assert.That(said, Does.Contain("Fehler   Datenbank: ").And.Contain("nötig ist UTF8"));
    }

    [Test]
    public async Task An_account_without_its_rights_is_an_error_with_the_command_that_helps()
    {
        var database = await TestCluster.CreateDatabaseAsync();
        var stranger = $"fremd_{Guid.NewGuid():N}";
        await ExecuteAsync(database, $"create role {stranger} login");
        var asStranger = new NpgsqlConnectionStringBuilder(database) { Username = stranger }.ConnectionString;
        var (code, said) = await ExamineAsync(asStranger);
        Assert.That(code, Is.EqualTo(HubCommand.Failed), said);
        Assert.That(said, Does.Contain($"Fehler   Datenbank: Das Konto „{stranger}“ darf").And.Contain("owner to"));
    }

    [TestCase(0, "Warnung  Datenbank: Sie hat Schema 0", HubCommand.DoneInPart)]
    [TestCase(HubSchema.Number + 1, "Fehler   Datenbank: Sie hat Schema", HubCommand.Failed)]
    public async Task Another_schema_is_told(int number, string words, int expected)
    {
        var database = await TestCluster.CreateDatabaseAsync();
        await ExecuteAsync(database, $"comment on table mt_doc_document is 'made by build another, schema {number}'");
        var (code, said) = await ExamineAsync(database);
        Assert.That(said, Does.Contain(words));
        Assert.That(code, Is.EqualTo(expected));
    }

    [Test]
    public async Task A_hub_that_nobody_looks_after_has_warnings_only()
    {
        var database = await TestCluster.CreateDatabaseAsync();
        await NoteBackupAsync(database, DateTimeOffset.UtcNow - LastBackup.Patience - TimeSpan.FromDays(1));
        var (code, said) = await ExamineAsync(database);
        Assert.That(code, Is.EqualTo(HubCommand.DoneInPart), said);
        Assert.That(said, Does.Contain("Warnung  Sicherung: Die letzte ist vom"));
        Assert.That(said, Does.Contain("Warnung  Aufgaben: Kein Knoten"));
        Assert.That(said, Does.Contain("Warnung  E-Mail: Kein Mailserver ist eingestellt"));
    }

    [Test]
    public async Task An_index_of_another_database_or_in_a_closed_folder_is_told()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.AddGuideAsync("Gefunden", "Text.");
        Assert.That((await hub.Visitor().GetAsync("/suche?q=Gefunden")).Text, Does.Contain("Gefunden"));
        var there = new Dictionary<string, string> { ["Hub__Index"] = hub.Settings.IndexFolder };
        var (_, said) = await ExamineAsync(await TestCluster.CreateDatabaseAsync(), there);
        Assert.That(said, Does.Contain("Warnung  Suchindex: Er gehört zu einer anderen Datenbank."));

        there["Hub__Index"] = "/proc/index";
        (var code, said) = await ExamineAsync(hub.Settings.ConnectionString!, there);
        Assert.That(code, Is.EqualTo(HubCommand.Failed), said);
        Assert.That(said, Does.Contain("Fehler   Suchindex: In /proc lässt sich nichts schreiben"));
    }

    [Test]
    public async Task A_test_mail_is_sent_or_the_mail_server_is_quoted()
    {
        await using var mails = new TestSmtpServer { IsStrict = true };
        var database = await TestCluster.CreateDatabaseAsync();
        var (_, said) = await ExamineAsync(database, Connected(mails), "--mail", "betrieb@lemgo.example");
        Assert.That(said, Does.Contain("OK       E-Mail: Testmail an betrieb@lemgo.example: 250"));
        Assert.That(mails.Mails.Single().To, Is.EqualTo("betrieb@lemgo.example"));

        (var code, said) = await ExamineAsync(database, Connected(mails), "--mail", "refuse@lemgo.example");
        Assert.That(code, Is.EqualTo(HubCommand.Failed));
        Assert.That(said, Does.Contain("Fehler   E-Mail: 5").And.Contain("Prüfen Sie Hub__Mail__Host"));

        await mails.StopAsync();
        (code, said) = await ExamineAsync(database, Connected(mails));
        Assert.That(code, Is.EqualTo(HubCommand.Failed));
        Assert.That(said, Does.Contain("Fehler   E-Mail: Der Mailserver 127.0.0.1 ist nicht erreichbar"));
    }

    [Test]
    public async Task Without_a_database_of_its_own_it_makes_none()
    {
        await using var doctor = TestNode.Call("", "doctor");
        Assert.That(await doctor.EndsAsync(), Is.EqualTo(HubCommand.DoneInPart), doctor.Printed);
        Assert.That(doctor.Printed, Does.Contain("ist noch keine. Der erste Start legt sie an."));
    }

    private static Dictionary<string, string> Connected(TestSmtpServer mails) => new()
    {
        ["Hub__BaseUrl"] = "https://netzwerk.example",
        ["Hub__Mail__Host"] = "127.0.0.1",
        ["Hub__Mail__Port"] = $"{mails.Port}",
        ["Hub__Mail__Security"] = "None",
    };

    private static async Task<(int Code, string Said)> ExamineAsync(
        string database, Dictionary<string, string>? settings = null, params string[] arguments)
    {
        await using var doctor = TestNode.Call(database, settings ?? [], ["doctor", .. arguments]);
        var code = await doctor.EndsAsync();
        return (code, doctor.Printed);
    }

    private static async Task NoteBackupAsync(string connectionString, DateTimeOffset at)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await new LastBackup(at, 1, 1).KeepAsync(database, CancellationToken.None);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
