using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Postgres;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>What the hub does beside saving, on every PostgreSQL that is supported.</summary>
[TestFixtureSource(typeof(TestServers), nameof(TestServers.Names))]
public sealed class ServersTests(string server)
{
    private DirectoryInfo _folder = null!;
    private EmbeddedPostgres _postgres = null!;
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("netzwerk-server-");
        _postgres = await TestServers.StartAsync(server, Path.Combine(_folder.FullName, "postgres"));
        await TestCluster.FillAsync(_postgres.ConnectionString);
        _hub = await TestHub.StartAsync(_postgres.ConnectionString);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _postgres.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Test]
    public void Every_job_runs()
    {
        _hub.PlanJobs();
        var schedule = _hub.Services.GetRequiredService<Schedule>();
        foreach (var entry in schedule.Entries)
            _hub.RunJob(entry.Id);
        var planned = _hub.Services.GetRequiredService<JobOverview>().Planned();
        Assert.That(planned.Select(job => job.Condition), Is.Not.Empty.And.All.EqualTo(JobCondition.Done));
    }

    [Test]
    public async Task A_mail_is_claimed_and_sent_once()
    {
        await using var smtp = new TestSmtpServer();
        await using var node = await TestHub.StartAsync(_postgres.ConnectionString, smtp.Connect, _hub.Clock);
        var asker = await _hub.AddMemberAsync(Role.Officer);
        var coordinator = await _hub.AddMemberAsync(Role.Coordinator);
        await _hub.AddDocumentAsync(
            "Zur Prüfung", change: draft => draft with { State = DocumentState.InReview }, authorId: asker.Id);
        var loop = node.Services.GetRequiredService<SendLoopJob>();
        await Task.WhenAll(SendAsync(), SendAsync());
        Assert.That(smtp.Mails.Count(mail => mail.To == coordinator.Email), Is.EqualTo(1));

        Task SendAsync() => loop.RunAsync(_ => { }, CancellationToken.None);
    }

    [Test]
    public async Task A_document_is_found_and_shown_as_soon_as_it_is_saved()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        await _hub.AddDocumentAsync("Serviceportal im Dorf");
        Assert.That((await officer.GetAsync("/suche?q=portal")).Text, Does.Contain("Serviceportal im Dorf"));
        Assert.That((await officer.GetAsync("/leitfaeden/serviceportal-im-dorf")).Text, Does.Contain("Serviceportal"));
    }
}
