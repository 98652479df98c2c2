using System.Net;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class BarrierReportsTests : FreshHubTests
{
    private const string Path = "/barrierefreiheit";
    private const string Contact = "kontakt@lippe-netzwerk.example";
    [Test]
    public async Task A_report_reaches_the_network_and_an_answer_its_sender()
    {
        using var visitor = Hub.Visitor();

        var page = await visitor.SubmitAsync(
            await visitor.GetAsync(Path),
            new
            {
                Message = "Das Menü öffnet sich nicht.\nIch nutze NVDA.",
                Page = "/projekte",
                Name = "Kim Vorlage",
                Email = "kim@vorlage.example",
            });

        Assert.That(page.Text, Does.Contain("Ihre Nachricht ist bei uns angekommen."));
        var mail = await Hub.MailToAsync(Contact);
        Assert.That(mail.Text, Does.StartWith("Das Menü öffnet sich nicht.\nIch nutze NVDA."));
        Assert.That(mail.Text, Does.Contain("Seite: /projekte").And.Contain("Name: Kim Vorlage"));
        Assert.That(mail.Headers, Is.EqualTo("Reply-To: kim@vorlage.example"));
    }

    [Test]
    public async Task Nobody_has_to_say_who_they_are()
    {
        using var visitor = Hub.Visitor();

        await visitor.SubmitAsync(await visitor.GetAsync(Path), new { Message = "Zu wenig Kontrast." });

        var mail = await Hub.MailToAsync(Contact);
        Assert.That(mail.Text, Does.Contain("Name: keine Angabe"));
        Assert.That(mail.Headers, Is.Empty);
    }

    [Test]
    public async Task A_report_without_words_is_not_sent_and_keeps_what_was_typed()
    {
        using var visitor = Hub.Visitor();

        var page = await visitor.SubmitAsync(
            await visitor.GetAsync(Path), new { Message = "  ", Name = "Kim Vorlage", Email = "kim" });

        Assert.That(page.Text, Does.Contain("Beschreiben Sie, wo Sie nicht weiterkommen."));
        Assert.That(page.Text, Does.Contain("vollständige E-Mail-Adresse"));
        Assert.That(page.Document.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Kim Vorlage"));
        Assert.That(await Hub.MailsToAsync(Contact), Is.Empty);
    }

    [Test]
    public async Task When_the_mail_server_fails_the_text_stays_and_another_way_is_named()
    {
        await using var hub = await TestHub.StartAsync(configure: settings =>
        {
            // Port 1 of this machine: nobody answers.
            settings.Mail.Host = "127.0.0.1";
            settings.Mail.Port = 1;
        });
        using var visitor = hub.Visitor();

        var page = await visitor.SubmitAsync(await visitor.GetAsync(Path), new { Message = "Zu wenig Kontrast." });

        Assert.That(page.Text, Does.Contain("konnte gerade nicht gesendet werden").And.Contain(Contact));
        Assert.That(page.Document.QuerySelector("#Message")!.TextContent.Trim(), Is.EqualTo("Zu wenig Kontrast."));
    }

    [Test]
    public async Task Six_reports_a_minute_are_enough()
    {
        using var visitor = Hub.Visitor();
        var form = await visitor.GetAsync(Path);
        for (var report = 1; report <= 6; report++)
            Assert.That((await visitor.SubmitAsync(form, new { Message = "" })).Status, Is.EqualTo(HttpStatusCode.OK));

        var seventh = await visitor.SubmitAsync(form, new { Message = "" });
        Assert.That(seventh.Status, Is.EqualTo(HttpStatusCode.TooManyRequests));
    }
}
