using System.Net;
using Hangfire;
using Hangfire.Common;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Tests.Hosting.Jobs;

/// <summary>What runs by the clock goes on running, whatever happens to Hangfire's own tables.</summary>
public sealed class ScheduleTests : FreshHubTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private int JobCount => Hub.Services.GetRequiredService<Schedule>().Entries.Count;

    [Test]
    public async Task Every_job_runs_with_what_it_needs()
    {
        Hub.PlanJobs();
        foreach (var entry in Hub.Services.GetRequiredService<Schedule>().Entries)
            Hub.RunJob(entry.Id);
        Assert.That(Planned().Select(job => job.Condition), Is.All.EqualTo(JobCondition.Done));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void A_job_keeps_its_id_which_is_the_name_of_its_class()
    {
        var entries = Hub.Services.GetRequiredService<Schedule>().Entries;
        Assert.That(entries.Select(entry => entry.Id), Is.EqualTo(entries.Select(entry => entry.Job.Type.Name)));
    }

    [Test]
    public async Task Jobs_that_no_node_has_planned_make_the_health_check_warn()
    {
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
        Hub.PlanJobs();
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task A_sweep_that_did_not_run_makes_the_health_check_warn()
    {
        Hub.PlanJobs();
        Hub.RunJob(nameof(BounceJob));
        Hub.RunJob(nameof(StaleRenderingJob));
        Hub.RunJob(nameof(InvitationMailJob));
        Hub.Clock.Advance(TimeSpan.FromMinutes(7));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
        Hub.RunJob(nameof(DigestPlanJob));
        Hub.RunJob(nameof(DeliverySweepJob));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public async Task A_sweep_that_is_asked_for_and_that_no_worker_takes_makes_the_health_check_warn()
    {
        Hub.PlanJobs();
        Hub.Services.GetRequiredService<IRecurringJobManager>().Trigger(nameof(FailedJobExpiryJob));
        Hub.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
        Hub.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
    }

    [Test]
    public async Task A_sweep_that_fails_makes_the_health_check_warn()
    {
        Hub.PlanJobs();
        Hub.Services.GetRequiredService<IRecurringJobManager>()
            .AddOrUpdate<FailingJob>(
                nameof(DeliverySweepJob), job => job.ExecuteAsync(CancellationToken.None), Cron.Minutely());
        Hub.RunJob(nameof(DeliverySweepJob));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
    }

    [Test]
    public async Task A_job_that_Hangfire_disabled_is_reported_and_planned_again()
    {
        Hub.PlanJobs();
        Hub.DisableJob(nameof(DeliverySweepJob));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
        Keeper().Mend();
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
        Assert.That(Planned().Single(job => job.Id == nameof(DeliverySweepJob)).NextAt, Is.Not.Null);
    }

    [Test]
    public async Task A_job_that_somebody_removed_is_planned_again()
    {
        Hub.PlanJobs();
        Hub.Services.GetRequiredService<IRecurringJobManager>().RemoveIfExists(nameof(BounceJob));
        Keeper().Mend();
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
    }

    [Test]
    public void A_job_is_tried_again_only_where_it_says_so()
    {
        var filters = Hub.Services.GetRequiredService<IJobFilterProvider>();
        var attempts = Hub.Services.GetRequiredService<Schedule>().Entries.ToDictionary(
            entry => entry.Id,
            entry => filters.GetFilters(entry.Job).Select(filter => filter.Instance)
                .OfType<AutomaticRetryAttribute>().Single().Attempts);
        Assert.That(attempts[nameof(DeliverySweepJob)], Is.Zero, "the next one is a minute away");
        Assert.That(attempts[nameof(ReminderJob)], Is.EqualTo(3));
    }

    [Test]
    public async Task A_lock_that_a_killed_node_left_delays_the_schedule_and_not_the_site()
    {
        var left = Hub.LockJob(nameof(DigestPlanJob));
        await using var node = await StartNodeAsync(Hub.Settings.ConnectionString!);
        using var visitor = node.Visitor();
        Assert.That((await visitor.GetAsync("/")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(Planned(), Is.Empty);
        left.Dispose();
        Assert.That(() => Planned().Count, Is.EqualTo(JobCount).After((int)Patience.TotalMilliseconds, 200));
    }

    [Test]
    public async Task A_node_started_while_the_database_is_away_plans_and_runs_once_it_is_back()
    {
        var (database, create) = TestCluster.ReserveDatabase();
        await using var node = await StartNodeAsync(database);
        using var visitor = node.Visitor();
        Assert.That((await visitor.GetAsync("/health/live")).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That((await visitor.GetAsync("/health/ready")).Status, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        await create();
        var overview = node.Services.GetRequiredService<JobOverview>();
        Assert.That(() => overview.Planned().Count, Is.EqualTo(JobCount).After((int)Patience.TotalMilliseconds, 200));
        Assert.That(() => overview.Nodes().Count, Is.EqualTo(1).After((int)Patience.TotalMilliseconds, 200));
    }

    private static Task<TestHub> StartNodeAsync(string database)
    {
        var clock = new TestClock();
        clock.Set(DateTimeOffset.UtcNow);
        return TestHub.StartAsync(database, settings => settings.Jobs = true, clock);
    }

    private IReadOnlyList<PlannedJob> Planned() => Hub.Services.GetRequiredService<JobOverview>().Planned();

    private ScheduleKeeper Keeper() => ActivatorUtilities.CreateInstance<ScheduleKeeper>(Hub.Services);

    private async Task<HealthStatus> HealthAsync() =>
        (await Hub.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "schedule")).Status;
}
