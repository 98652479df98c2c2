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
public sealed class SendLoopTests : HubTests
{
    // The next test begins with nothing to send and nothing asked for.
    [TearDown]
    public void SendAll()
    {
        while (Asked() > 0)
            Hub.RunNextJob();
    }

    [Test]
    public async Task A_mail_that_cannot_wait_is_sent_at_once()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        await Hub.AddMemberAsync(Role.Coordinator);
        Assert.That(Asked(), Is.Zero);
        await AskForReleaseAsync(asker);
        Assert.That(Asked(), Is.EqualTo(1));
    }

    [Test]
    public async Task A_save_that_fails_starts_nothing()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        await Hub.AddMemberAsync(Role.Coordinator);
        var document = await Hub.AddDocumentAsync(
            "Entwurf", change: draft => draft with { State = DocumentState.Draft });
        await using var slow = Hub.Services.CreateAsyncScope();
        slow.ServiceProvider.GetRequiredService<Actor>().MemberId = asker.Id;
        var archive = slow.ServiceProvider.GetRequiredService<Archive>();
        var read = (await slow.ServiceProvider.GetRequiredService<IQuerySession>().LoadAsync<Document>(document.Id))!;
        var draft = await archive.DraftAsync(read, CancellationToken.None) with { State = DocumentState.InReview };
        await Hub.ReviseAsync(document, other => other with { Title = "Schneller" });
        Assert.That(
            () => archive.SaveAsync(read, draft, "", CancellationToken.None), Throws.TypeOf<ConcurrencyException>());
        Assert.That(Asked(), Is.Zero);
    }

    [Test]
    public async Task The_sweep_finds_what_a_node_planned_that_was_killed_before_it_could_ask()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        ForgetAsked();
        await SweepAsync();
        Assert.That(Asked(), Is.GreaterThan(0));
        Hub.RunNextJob();
        Assert.That(await Hub.MailsToAsync(coordinator.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_save_holds_when_nobody_can_be_asked_to_send_its_mail()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        await ExecuteAsync("alter table hangfire.job add constraint refused check (false) not valid");
        try
        {
            await AskForReleaseAsync(asker);
        }
        finally
        {
            await ExecuteAsync("alter table hangfire.job drop constraint refused");
        }

        Assert.That(Asked(), Is.Zero);
        await SweepAsync();
        Hub.RunNextJob();
        Assert.That(await Hub.MailsToAsync(coordinator.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task The_sweep_finds_what_nobody_sends()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        await Hub.AddMemberAsync(Role.Coordinator);
        await SweepAsync();
        Assert.That(Asked(), Is.Zero, "nothing is due");
        await AskForReleaseAsync(asker);
        var before = Asked();
        await Hub.ClaimAsync(100);
        await SweepAsync();
        Assert.That(Asked(), Is.EqualTo(before), "a worker has it");
        Hub.Clock.Advance(DueDeliveries.LeaseTime);
        await SweepAsync();
        Assert.That(Asked(), Is.GreaterThan(before));
    }

    [Test]
    public async Task Loops_started_twice_send_each_mail_once()
    {
        await using var smtp = new TestSmtpServer();
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, smtp.Connect, Hub.Clock);
        var asker = await Hub.AddMemberAsync(Role.Officer);
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        var loop = node.Services.GetRequiredService<SendLoopJob>();
        await Task.WhenAll(loop.ExecuteAsync(CancellationToken.None), loop.ExecuteAsync(CancellationToken.None));
        await loop.ExecuteAsync(CancellationToken.None);
        Assert.That(smtp.Mails.Count(mail => mail.To == coordinator.Email), Is.EqualTo(1));
    }

    [Test]
    public async Task A_loop_that_breaks_is_told_to_coordinators()
    {
        var asker = await Hub.AddMemberAsync(Role.Officer);
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        // No port has such a number: whoever sends cannot even ask.
        await using var node = await TestHub.StartAsync(
            Hub.Settings.ConnectionString,
            settings => (settings.Mail.Host, settings.Mail.Port) = ("127.0.0.1", int.MaxValue),
            Hub.Clock);
        node.RunNextJob();
        // What was handed over then is in doubt, and goes later.
        Hub.Clock.Advance(DueDeliveries.LongestDoubt(Hub.Settings.Mail));
        await SweepAsync();

        using var browser = await Hub.SignInAsync(coordinator);
        var failures = (await browser.GetAsync("/technik")).Document.QuerySelector("section[aria-labelledby=fehler]");
        Assert.That(failures!.TextContent, Does.Contain("E-Mails senden"));
    }

    private Task<Document> AskForReleaseAsync(Member asker) => Hub.AddDocumentAsync(
        $"Entwurf {asker.Id:N}",
        change: draft => draft with { State = DocumentState.InReview },
        authorId: asker.Id);

    private async Task SweepAsync() => await ActivatorUtilities.CreateInstance<DeliverySweepJob>(Hub.Services)
        .ExecuteAsync(CancellationToken.None);

    private async Task ExecuteAsync(string sql)
    {
        await using var command = Hub.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // As if the node had been killed between its commit and its asking.
    private void ForgetAsked()
    {
        using var connection = Hub.Jobs().GetConnection();
        using var asked = connection.FetchNextJob([EnqueuedState.DefaultQueue], CancellationToken.None);
        asked.RemoveFromQueue();
        Assert.That(Asked(), Is.Zero);
    }

    private int Asked() => Hub.Jobs().GetMonitoringApi()
        .EnqueuedJobs(EnqueuedState.DefaultQueue, 0, 100).Count(job => job.Value.Job.Type == typeof(SendLoopJob));
}
