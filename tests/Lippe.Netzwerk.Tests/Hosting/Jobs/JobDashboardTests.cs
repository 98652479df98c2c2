using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Outbox;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Hosting.Jobs;

/// <summary>Hangfire's own pages.</summary>
public sealed class JobDashboardTests : HubTests
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

    [TestCase("")]
    [TestCase("/jobs/enqueued")]
    [TestCase("/jobs/failed")]
    [TestCase("/jobs/succeeded")]
    [TestCase("/retries")]
    [TestCase("/recurring")]
    [TestCase("/servers")]
    public async Task Its_pages_keep_to_our_policy_and_lead_back(string path)
    {
        var answer = await _coordinator.SendAsync(HttpMethod.Get, $"/technik/hangfire{path}");
        var ours = await _coordinator.SendAsync(HttpMethod.Get, "/technik");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(
            answer.Headers.GetValues("Content-Security-Policy"),
            Is.EqualTo(ours.Headers.GetValues("Content-Security-Policy")));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.That(html, Does.Contain("href=\"/technik\"").And.Not.Contain("Schema: hangfire"));
    }

    [Test]
    public async Task Nothing_can_be_done_there()
    {
        var page = await _coordinator.GetAsync("/technik/hangfire/recurring");
        Assert.That(page.Html, Does.Contain(nameof(OutboxExpiryJob)).And.Not.Contain("/recurring/trigger"));
        var form = await _coordinator.GetAsync("/technik");
        var token = form.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var answer = await _coordinator.SendAsync(
            HttpMethod.Post,
            "/technik/hangfire/recurring/trigger",
            new FormUrlEncodedContent(
                [new("jobs[]", nameof(OutboxExpiryJob)), new("__RequestVerificationToken", token)]));
        Assert.That(answer.IsSuccessStatusCode, Is.False);
        Assert.That(Hub.Jobs().GetMonitoringApi().EnqueuedCount("default"), Is.Zero);
        await _coordinator.SubmitAsync(form, new { }, $"/technik/aufgaben/{nameof(OutboxExpiryJob)}/laeufe");
        Assert.That(
            Hub.Jobs().GetMonitoringApi().EnqueuedCount("default"), Is.EqualTo(1), "our own page takes the token");
    }
}
