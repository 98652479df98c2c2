using Hangfire;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Hosting.Jobs;

public sealed class FailedJobExpiryTests
{
    [Test]
    public async Task Failed_runs_are_forgotten_after_two_weeks_and_not_before()
    {
        var clock = new TestClock();
        clock.Set(DateTimeOffset.UtcNow);
        await using var hub = await TestHub.StartAsync(clock: clock);
        hub.PlanJobs();
        hub.Services.GetRequiredService<IBackgroundJobClient>()
            .Enqueue<FailingJob>(job => job.ExecuteAsync(CancellationToken.None));
        hub.RunNextJob();

        clock.Advance(JobFailure.Lifetime - TimeSpan.FromHours(1));
        hub.RunJob(nameof(FailedJobExpiryJob));
        Assert.That(hub.Jobs().GetMonitoringApi().FailedCount(), Is.EqualTo(1));

        clock.Advance(TimeSpan.FromHours(2));
        hub.RunJob(nameof(FailedJobExpiryJob));
        Assert.That(hub.Jobs().GetMonitoringApi().FailedCount(), Is.Zero);
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        Assert.That(
            (await coordinator.GetAsync("/technik")).Text,
            Does.Contain("In den letzten 14 Tagen ist keine Aufgabe fehlgeschlagen."));
    }
}
