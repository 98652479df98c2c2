using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
        var asker = await _hub.AddMemberAsync(Role.Officer);
        var coordinator = await _hub.AddMemberAsync(Role.Coordinator);
        await AskForReleaseAsync(asker);
        var loop = _hub.Services.GetRequiredService<SendLoopJob>();
        await Task.WhenAll(loop.ExecuteAsync(CancellationToken.None), loop.ExecuteAsync(CancellationToken.None));
        await loop.ExecuteAsync(CancellationToken.None);
        Assert.That(await _hub.MailsToAsync(coordinator.Email!), Has.Count.EqualTo(1));
    }

    private Task<Document> AskForReleaseAsync(Member asker) => _hub.AddDocumentAsync(
        "Entwurf", change: draft => draft with { State = DocumentState.InReview }, authorId: asker.Id);

    private async Task SweepAsync() => await ActivatorUtilities.CreateInstance<DeliverySweepJob>(_hub.Services)
        .ExecuteAsync(CancellationToken.None);

    private int Asked() => _hub.Services.GetRequiredService<JobStorage>().GetMonitoringApi()
        .EnqueuedJobs("default", 0, 100).Count(job => job.Value.Job.Type == typeof(SendLoopJob));
}
