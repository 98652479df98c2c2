using System.Text.Json;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>What an operator reads: one line an event, and none without a reason.</summary>
public sealed class LogsTests
{
    private const string AsSyslog = "Hub__Logging=Syslog";

    [Test]
    public async Task A_database_that_goes_away_is_one_line_and_its_return_another()
    {
        var folder = Directory.CreateTempSubdirectory("netzwerk-weg-");
        var postgres = await TestServers.StartAsync("embedded", folder.FullName);
        await TestCluster.FillAsync(postgres.ConnectionString);
        await using (var node = TestNode.Serve(postgres.ConnectionString, null, AsSyslog, "Hub__Jobs=true"))
        {
            using var browser = new HttpClient { BaseAddress = await node.ServesAsync() };
            await ClickAsync(browser);
            await postgres.DisposeAsync();
            await node.PrintsAsync("Die Datenbank");
            for (var n = 0; n < 5; n++)
                await ClickAsync(browser);
            await using var back = await TestServers.StartAsync("embedded", folder.FullName);
            await node.PrintsAsync("Die Datenbank arbeitet wieder");
            await ClickAsync(browser);
            node.Terminate();
            Assert.That(await node.EndsAsync(), Is.Zero);

            var lines = node.Printed.Split('\n');
            Assert.That(lines, Has.All.Length.LessThan(400));
            Assert.That(Warnings(lines), Has.Count.EqualTo(1), node.Printed);
            Assert.That(Warnings(lines)[0], Does.StartWith("<3>"));
        }

        folder.Delete(recursive: true);
    }

    [Test]
    public async Task Two_nodes_start_serve_and_stop_without_a_warning()
    {
        var database = await TestCluster.CreateEmptyDatabaseAsync();
        await using var first = TestNode.Serve(database, null, AsSyslog, "Hub__Jobs=true");
        await using var second = TestNode.Serve(database, null, AsSyslog, "Hub__Jobs=true");
        foreach (var node in new[] { first, second })
        {
            using var browser = new HttpClient { BaseAddress = await node.ServesAsync() };
            await ClickAsync(browser);
            node.Terminate();
            Assert.That(await node.EndsAsync(), Is.Zero);
            Assert.That(Warnings(node.Printed.Split('\n')), Is.Empty);
        }
    }

    [Test]
    public async Task A_log_in_JSON_is_one_object_an_event()
    {
        await using var node = TestNode.Serve("Host=/nirgends", null, "Hub__Logging=Json");
        using var line = JsonDocument.Parse(await node.PrintsAsync("Der Hub wartet auf sie"));
        Assert.That(line.RootElement.GetProperty("LogLevel").GetString(), Is.EqualTo("Error"));
        Assert.That(line.RootElement.GetProperty("Timestamp").GetDateTimeOffset(), Is.Not.Default);
        Assert.That(
            line.RootElement.GetProperty("Message").GetString(),
            Does.StartWith("Die Datenbank „/nirgends“ ist nicht erreichbar: "));
    }

    [Test]
    public async Task A_form_of_the_log_that_nobody_knows_is_refused()
    {
        await using var node = TestNode.Serve("", null, "Hub__Logging=Xml");
        await node.PrintsAsync("Hub__Logging ist „Xml“, muss aber Auto oder Text oder Syslog oder Json sein.");
        Assert.That(await node.EndsAsync(), Is.Not.Zero);
    }

    [Test]
    public async Task A_mail_that_fails_names_the_server_and_nobody_else()
    {
        await using var smtp = new TestSmtpServer();
        await using var hub = await TestHub.StartAsync(configure: smtp.Connect);
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        await smtp.StopAsync();
        var form = await coordinator.GetAsync("/einladungen/neu");
        await coordinator.SubmitAsync(
            form, new { Email = "anna@lage.example", Name = "Anna Lage", Role = "Reader", Municipality = "lage" });
        Assert.That(
            hub.Log.Lines, Has.Some.StartsWith($"Der Mailserver {hub.Settings.Mail.Host} ist nicht erreichbar"));
        Assert.That(hub.Log.Lines, Has.None.Contains("anna@lage.example").And.None.Contains("Anna Lage"));
    }

    private static List<string> Warnings(IEnumerable<string> lines) =>
        [.. lines.Where(line => line is ['<', >= '0' and <= '4', '>', ..])];

    private static async Task ClickAsync(HttpClient browser)
    {
        foreach (var path in new[] { "/", "/leitfaeden", "/suche?q=ozg", "/gibt-es-nicht", "/health/ready" })
            (await browser.GetAsync(path)).Dispose();
    }
}
