using System.Net;
using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Features.Operations;

public sealed class OperationsTests : HubTests
{
    private TestBrowser _coordinator = null!;

    [SetUp]
    public async Task SignIn()
    {
        Hub.PlanJobs();
        _coordinator = await Hub.SignInAsync(Role.Coordinator);
    }

    [TearDown]
    public void SignOut() => _coordinator.Dispose();

    [Test]
    public async Task Coordinators_see_what_ran_how_long_and_when_it_runs_again()
    {
        Hub.RunJob(nameof(OutboxExpiryJob));
        var job = await JobAsync("Alte E-Mails im Postausgang löschen");
        Assert.That(job, Does.Contain("in Ordnung"));
        Assert.That(job, Does.Contain("zuletzt am 24. November 2026").And.Contain("Sekunden"));
        Assert.That(job, Does.Contain("wieder am 25. November 2026, 03:10 Uhr"));
    }

    [Test]
    public async Task A_job_that_has_not_run_yet_says_so() =>
        Assert.That(
            await JobAsync("An Prüfungen erinnern"),
            Does.Contain("noch nicht gelaufen")
                .And.Contain("zum ersten Mal am 25. November 2026, 08:00 Uhr")
                .And.Not.Contain("Sekunden"));

    [Test]
    public async Task A_job_that_nobody_begins_is_overdue()
    {
        Hub.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.That(await JobAsync("Fällige Briefe vorbereiten"), Does.Contain("überfällig Ihre Zeit ist vorbei"));
    }

    [Test]
    public async Task A_job_that_Hangfire_disabled_is_named()
    {
        Hub.DisableJob(nameof(BounceJob));
        var job = await JobAsync("Zurückgekommene E-Mails lesen");
        Assert.That(job, Does.Contain("ausgesetzt").And.Not.Contain("wieder am"));
    }

    [Test]
    public async Task A_failed_run_is_named_with_the_kind_of_its_error_only()
    {
        Hub.Services.GetRequiredService<IBackgroundJobClient>()
            .Enqueue<FailingJob>(job => job.ExecuteAsync(CancellationToken.None));
        Hub.RunNextJob();
        var page = await _coordinator.GetAsync("/technik");
        Assert.That(page.Text, Does.Contain("Immer scheitern").And.Contain("TimeoutException"));
        Assert.That(page.Text, Does.Not.Contain(FailingJob.Message));
    }

    [Test]
    public async Task Without_a_node_that_runs_jobs_the_page_says_what_helps() =>
        Assert.That(
            (await _coordinator.GetAsync("/technik")).Text,
            Does.Contain("Kein Knoten führt Aufgaben aus").And.Contain("Hub__Jobs=true"));

    [Test]
    public async Task The_oldest_mail_that_waits_is_named()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        Assert.That((await coordinator.GetAsync("/technik")).Text, Does.Contain("Nichts wartet"));
        await hub.PrepareNowAsync();
        hub.Clock.Advance(TimeSpan.FromMinutes(20));
        var page = await coordinator.GetAsync("/technik");
        Assert.That(
            page.Text,
            Does.Contain("Die älteste wartet seit dem 24. November 2026, 10:01 Uhr")
                .And.Contain("Achtung: Seit einer Viertelstunde"));
    }

    [Test]
    public async Task Version_sizes_and_the_last_letter_are_told()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        await hub.AddDocumentAsync("Gezählt");
        var page = await coordinator.GetAsync("/technik");
        Assert.That(page.Text, Does.Contain($"Version {HubVersion.Text}").And.Contain($"Nummer {HubSchema.Number}"));
        Assert.That(page.Text, Does.Match("Dokumente1 Datenbank[0-9,]+ MB Suchindex"));
        Assert.That(page.Text, Does.Contain("Noch ist kein Brief hinausgegangen."));
        await hub.PrepareNowAsync();
        await hub.SendAsync();
        Assert.That(
            (await coordinator.GetAsync("/technik")).Text,
            Does.Contain("Der letzte Brief ging am 24. November 2026").And.Contain("ist keiner gescheitert"));
    }

    [Test]
    public async Task A_backup_older_than_a_week_is_a_warning()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var database = hub.Services.GetRequiredService<NpgsqlDataSource>();
        await new LastBackup(hub.Clock.GetUtcNow(), 1_500_000, 7).KeepAsync(database, CancellationToken.None);
        Assert.That(
            await BackupAsync(coordinator),
            Does.Contain("vom 24. November 2026").And.Contain("7 Dokumente").And.Contain("1,5 MB")
                .And.Not.Contain("Achtung"));
        hub.Clock.Advance(LastBackup.Patience + TimeSpan.FromMinutes(1));
        Assert.That(await BackupAsync(coordinator), Does.Contain("Achtung:").And.Contain("mehr als eine Woche"));
    }

    [TestCase("/technik")]
    [TestCase("/technik/hangfire")]
    [TestCase("/technik/hangfire/recurring")]
    public async Task Nobody_else_finds_the_pages(string path)
    {
        Assert.That((await _coordinator.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await Officer.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Reader.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var asked = await Visitor.SendAsync(HttpMethod.Get, path);
        Assert.That(asked.Headers.Location?.OriginalString, Does.StartWith("/anmelden?"));
    }

    private static async Task<string> BackupAsync(TestBrowser browser) =>
        (await browser.GetAsync("/technik")).Document.QuerySelector("section[aria-labelledby=sicherung]")!.TextContent;

    private async Task<string> JobAsync(string name)
    {
        var page = await _coordinator.GetAsync("/technik");
        var row = page.Document.QuerySelectorAll(".ln-row").Single(row => row.QuerySelector("h3")!.TextContent == name);
        return string.Join(' ', row.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
