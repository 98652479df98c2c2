using Hangfire.States;
using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
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
        var member = await Hub.AddMemberAsync(Role.Officer);
        await RemindAsync(member);
        Assert.That(Asked(), Is.EqualTo(1));
        Assert.That(() => RemindAsync(member), Throws.TypeOf<DocumentAlreadyExistsException>());
        Assert.That(Asked(), Is.EqualTo(1));
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
        var asker = await Hub.AddMemberAsync(Role.Officer);
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        var loop = Hub.Services.GetRequiredService<SendLoopJob>();
        await Task.WhenAll(loop.ExecuteAsync(CancellationToken.None), loop.ExecuteAsync(CancellationToken.None));
        await loop.ExecuteAsync(CancellationToken.None);
        Assert.That(await Hub.MailsToAsync(coordinator.Email!), Has.Count.EqualTo(1));
    }

    private Task<Document> AskForReleaseAsync(Member asker) => Hub.AddDocumentAsync(
        $"Entwurf {asker.Id:N}",
        change: draft => draft with { State = DocumentState.InReview },
        authorId: asker.Id);

    private async Task SweepAsync() => await ActivatorUtilities.CreateInstance<DeliverySweepJob>(Hub.Services)
        .ExecuteAsync(CancellationToken.None);

    private Task<Delivery> RemindAsync(Member member) => Hub.WithStoreAsync(async session =>
    {
        var reminder = Delivery.OfReminder(member.Id, Hub.Clock.GetUtcNow());
        session.Insert(reminder);
        await session.SaveChangesAsync();
        return reminder;
    });

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
