using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.TestMails;

public sealed class TestMailsTests
{
    private const string Form = "/technik/testmails";

    [Test]
    public async Task A_coordinator_gets_a_mail_and_reads_what_the_mail_server_said()
    {
        await using var server = new TestSmtpServer();
        await using var hub = await TestHub.StartAsync(configure: server.Connect);
        var anna = await hub.AddMemberAsync(Role.Coordinator, mail: "anna@lemgo.example");
        using var browser = await hub.SignInAsync(anna);
        var page = await browser.SubmitAsync(await browser.GetAsync("/technik"), new { }, Form);
        Assert.That(page.Html, Does.Contain("Die Testmail an anna@lemgo.example ist hinaus.").And.Contain("250"));
        var mail = server.Mails.Single();
        Assert.That(mail.To, Is.EqualTo("anna@lemgo.example"));
        Assert.That(mail.Text, Does.Contain("Sie müssen nichts tun.").And.Contain("http://localhost"));
    }

    [Test]
    public async Task What_keeps_the_mail_from_leaving_is_told()
    {
        await using var server = new TestSmtpServer { IsStrict = true };
        await using var hub = await TestHub.StartAsync(configure: server.Connect);
        var member = await hub.AddMemberAsync(Role.Coordinator, mail: "refuse@lemgo.example");
        using var browser = await hub.SignInAsync(member);
        var page = await browser.SubmitAsync(await browser.GetAsync("/technik"), new { }, Form);
        Assert.That(page.Html, Does.Contain("ging nicht hinaus. 5"));
        await server.StopAsync();
        page = await browser.SubmitAsync(await browser.GetAsync("/technik"), new { }, Form);
        Assert.That(page.Html, Does.Contain("ging nicht hinaus. Der Mailserver 127.0.0.1 ist nicht erreichbar"));
    }

    [Test]
    public async Task Too_many_in_a_minute_are_refused_and_nobody_else_may()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var mails = 0;
        TestPage page;
        do
            page = await coordinator.SubmitAsync(await coordinator.GetAsync("/technik"), new { }, Form);
        while (page.Html.Contains("Die Testmail an", StringComparison.Ordinal) && ++mails < 100);
        Assert.That(mails, Is.InRange(6, 99));
        using var officer = await hub.SignInAsync(Role.Officer);
        Assert.That(
            (await officer.SendAsync(HttpMethod.Post, Form, new FormUrlEncodedContent([]))).StatusCode,
            Is.EqualTo(HttpStatusCode.NotFound));
    }
}
