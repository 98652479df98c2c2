using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Outbox;

public sealed class OutboxTests : FreshHubTests
{
    [Test]
    public async Task Without_a_mail_server_coordinators_read_mails_here()
    {
        await SendAsync("<1@x>");
        var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await coordinator.GetAsync("/postausgang");
        var path = list.Document.QuerySelector("main table a")!.GetAttribute("href")!;
        var mail = await coordinator.GetAsync(path);
        Assert.That(mail.Heading, Is.EqualTo("Grüße"));
        var link = mail.Document.QuerySelector("pre a")!;
        Assert.That(link.GetAttribute("href"), Is.EqualTo("http://localhost/x?a=1&b=2"));
        Assert.That(mail.Document.QuerySelector("pre b"), Is.Null, "text is text");

        var frame = await coordinator.SendAsync(HttpMethod.Get, $"{path}/html");
        var policy = frame.Headers.GetValues("Content-Security-Policy").Single();
        Assert.That(policy, Does.Contain("sandbox").And.Contain("frame-ancestors 'self'"));
        Assert.That(policy, Does.Not.Contain("allow-scripts"));
    }

    [Test]
    public async Task Others_find_no_outbox()
    {
        await SendAsync("<1@x>");
        var id = await Hub.WithStoreAsync(session => session.Query<OutboxMail>().Select(m => m.Id).SingleAsync());
        var officer = await Hub.SignInAsync(Role.Officer);
        foreach (var path in new[] { "/postausgang", $"/postausgang/{id}", $"/postausgang/{id}/html" })
            Assert.That((await officer.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
    }

    [Test]
    public async Task A_mail_handed_over_twice_is_kept_once()
    {
        await SendAsync("<1@x>");
        await SendAsync("<1@x>");
        await SendAsync("<2@x>");
        Assert.That(await Hub.WithStoreAsync(session => session.Query<OutboxMail>().CountAsync()), Is.EqualTo(2));
    }

    private Task<string> SendAsync(string messageId) => Hub.Services.GetRequiredService<IMailer>().SendAsync(
        new OutgoingMail
        {
            To = "kim@lage.example",
            ToName = "Kim Vorlage",
            Subject = "Grüße",
            Text = "Siehe http://localhost/x?a=1&b=2. <b>Fett</b>",
            Html = "<html><head></head><body>Grüße</body></html>",
            Headers = new Dictionary<string, string> { ["Message-ID"] = messageId },
        },
        CancellationToken.None);
}
