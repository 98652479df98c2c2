using Hangfire.States;
using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Features.Deliveries;

/// <summary>What makes mails leave without anybody's doing.</summary>
public sealed class SendLoopTests
{
    private TestHub _hub = null!;

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task A_mail_that_cannot_wait_is_sent_at_once()
    {
        var asker = await _hub.AddMemberAsync(Role.Officer);
        await _hub.AddMemberAsync(Role.Coordinator);
        Assert.That(Asked(), Is.Zero);
        await AskForReleaseAsync(asker);
        Assert.That(Asked(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_save_that_fails_starts_nothing()
    {
        var asker = await _hub.AddMemberAsync(Role.Officer);
        await _hub.AddMemberAsync(Role.Coordinator);
        var document = await _hub.AddDocumentAsync(
            "Entwurf", change: draft => draft with { State = DocumentState.Draft });
        await using var slow = _hub.Services.CreateAsyncScope();
        slow.ServiceProvider.GetRequiredService<Actor>().MemberId = asker.Id;
        var archive = slow.ServiceProvider.GetRequiredService<Archive>();
        var read = (await slow.ServiceProvider.GetRequiredService<IQuerySession>().LoadAsync<Document>(document.Id))!;
        var draft = await archive.DraftAsync(read, CancellationToken.None) with { State = DocumentState.InReview };
        await _hub.ReviseAsync(document, other => other with { Title = "Schneller" });
        Assert.That(
            () => archive.SaveAsync(read, draft, "", CancellationToken.None), Throws.TypeOf<ConcurrencyException>());
        Assert.That(Asked(), Is.Zero);
    }

    [Test]
    public async Task The_sweep_finds_what_a_node_planned_that_was_killed_before_it_could_ask()
    {
        var asker = await _hub.AddMemberAsync(Role.Officer);
        var coordinator = await _hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        ForgetAsked();
        await SweepAsync();
        Assert.That(Asked(), Is.GreaterThan(0));
        _hub.RunNextJob();
        Assert.That(await _hub.MailsToAsync(coordinator.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_sweep_finds_what_nobody_sends()
    {
        var asker = await _hub.AddMemberAsync(Role.Officer);
        await _hub.AddMemberAsync(Role.Coordinator);
        await SweepAsync();
        Assert.That(Asked(), Is.Zero, "nothing is due");
        await AskForReleaseAsync(asker);
        var before = Asked();
        await _hub.ClaimAsync(1);
        await SweepAsync();
        Assert.That(Asked(), Is.EqualTo(before), "a worker has it");
        _hub.Clock.Advance(DueDeliveries.LeaseTime);
        await SweepAsync();
        Assert.That(Asked(), Is.GreaterThan(before));
    }

    [Test]
    public async Task Loops_started_twice_send_each_mail_once()
    {
        await using var smtp = new TestSmtpServer();
        await using var node = await TestHub.StartAsync(_hub.Settings.ConnectionString, smtp.Connect, _hub.Clock);
        var asker = await _hub.AddMemberAsync(Role.Officer);
        await _hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        var loop = node.Services.GetRequiredService<SendLoopJob>();
        await Task.WhenAll(loop.ExecuteAsync(CancellationToken.None), loop.ExecuteAsync(CancellationToken.None));
        await loop.ExecuteAsync(CancellationToken.None);
        Assert.That(smtp.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_loop_that_breaks_is_told_to_coordinators()
    {
        var asker = await _hub.AddMemberAsync(Role.Officer);
        var coordinator = await _hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        _hub.Settings.Mail.PerMinute = 60;
        await using (var broken = _hub.Services.GetRequiredService<NpgsqlDataSource>()
            .CreateCommand("drop table mail_pace"))
            await broken.ExecuteNonQueryAsync();
        _hub.RunNextJob();
        using var browser = await _hub.SignInAsync(coordinator);
        var failures = (await browser.GetAsync("/technik")).Document.QuerySelector("section[aria-labelledby=fehler]");
        Assert.That(failures!.TextContent, Does.Contain("Mails senden"));
    }

    private Task<Document> AskForReleaseAsync(Member asker) => _hub.AddDocumentAsync(
        "Entwurf", change: draft => draft with { State = DocumentState.InReview }, authorId: asker.Id);

    private async Task SweepAsync() => await ActivatorUtilities.CreateInstance<DeliverySweepJob>(_hub.Services)
        .ExecuteAsync(CancellationToken.None);

    // As if the node had been killed between its commit and its asking.
    private void ForgetAsked()
    {
        using var connection = _hub.Jobs().GetConnection();
        using var asked = connection.FetchNextJob([EnqueuedState.DefaultQueue], CancellationToken.None);
        asked.RemoveFromQueue();
        Assert.That(Asked(), Is.Zero);
    }

    private int Asked() => _hub.Jobs().GetMonitoringApi()
        .EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 100).Count(job => job.Value.Job.Type == typeof(SendLoopJob));
}
