using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Features.Operations;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.JobRuns;

public sealed class JobRunsTests : HubTests
{
    [SetUp]
    public void Plan() => Hub.PlanJobs();

    [Test]
    public async Task A_coordinator_runs_a_job_out_of_turn()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var answer = await coordinator.SubmitAsync(
            await coordinator.GetAsync("/technik"), new { }, $"/technik/aufgaben/{nameof(OutboxExpiryJob)}/laeufe");
        Assert.That(answer.Path, Is.EqualTo("/technik"));
        Assert.That(answer.Html, Does.Contain("„Alte E-Mails im Postausgang löschen“ läuft gleich."));

        Hub.RunNextJob();
        var planned = Hub.Services.GetRequiredService<JobOverview>().Planned();
        Assert.That(planned.Single(job => job.Id == nameof(OutboxExpiryJob)).Condition, Is.EqualTo(JobCondition.Done));
    }

    [Test]
    public async Task A_lock_that_a_killed_node_left_is_explained()
    {
        using var left = Hub.LockJob(nameof(BounceJob));
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var answer = await coordinator.SubmitAsync(
            await coordinator.GetAsync("/technik"), new { }, $"/technik/aufgaben/{nameof(BounceJob)}/laeufe");
        Assert.That(answer.Html, Does.Contain("„Zurückgekommene E-Mails lesen“ wird gerade geplant."));
    }

    [Test]
    public async Task A_job_that_is_not_planned_cannot_be_run()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync("/technik");
        var token = page.Document.QuerySelector("main [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await coordinator.SendAsync(
            HttpMethod.Post,
            "/technik/aufgaben/GibtEsNicht/laeufe",
            new FormUrlEncodedContent([new("__RequestVerificationToken", token)]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }
}
