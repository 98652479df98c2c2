using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Hosting.Jobs;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Jobs;

public sealed class JobsTests : HubTests
{
    [Test]
    public async Task Coordinators_see_how_the_last_runs_went()
    {
        await RunAsync("digest", _ => Task.CompletedTask);
        Assert.That(() => RunAsync("search", _ => throw new TimeoutException("anna@lage.example antwortet nicht")), Throws.InstanceOf<TimeoutException>());
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync("/aufgaben");
        Assert.That(page.Text, Does.Contain("Briefe vorbereiten").And.Contain("0,0 Sekunden").And.Contain("TimeoutException"));
        Assert.That(page.Text, Does.Not.Contain("anna@lage.example"));
    }

    [Test]
    public async Task Runs_are_forgotten_after_a_month()
    {
        await Hub.WithStoreAsync(session =>
        {
            session.Insert(new JobRun { Job = "alt", Node = "x", StartedAt = Hub.Clock.GetUtcNow() - JobRun.Lifetime - TimeSpan.FromDays(1) });
            return session.SaveChangesAsync();
        });
        await RunAsync("digest", _ => Task.CompletedTask);
        Assert.That(await Hub.WithStoreAsync(session => session.JobRuns.AnyAsync(run => run.Job == "alt")), Is.False);
    }

    [Test]
    public async Task A_node_without_jobs_says_that_another_one_must_run_them()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.SubmitAsync(await coordinator.GetAsync("/aufgaben"), new { }, "/aufgaben/digest/laeufe");
        Assert.That(page.Html, Does.Contain("führt keine Aufgaben aus"));
    }

    [Test]
    public async Task Nobody_else_finds_the_page()
    {
        Assert.That((await Officer.GetAsync("/aufgaben")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Reader.GetAsync("/aufgaben")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task RunAsync(string job, Func<CancellationToken, Task> work)
    {
        await using var scope = Hub.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<JobRecorder>().RunAsync(job, work, CancellationToken.None);
    }
}
