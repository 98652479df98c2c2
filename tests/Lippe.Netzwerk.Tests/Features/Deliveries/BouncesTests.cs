using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Deliveries;

/// <summary>Mails that come back, as Postfix reports them.</summary>
public sealed class BouncesTests
{
    private TestHub _hub = null!;
    private Member _member = null!;
    private Member _officer = null!;
    private string _folder = "";
    private string _messageId = "";

    [SetUp]
    public async Task Start()
    {
        _folder = Directory.CreateTempSubdirectory("netzwerk-bounces-").FullName;
        _hub = await TestHub.StartAsync(configure: settings => settings.Mail.Bounces = _folder);
        _member = await _hub.AddMemberAsync(Role.Reader, name: "Jörg Fort");
        _officer = await _hub.AddMemberAsync(Role.Officer);
        await _hub.ChooseAsync(_officer, new { Frequency = "Never" });
        await _hub.AddDocumentAsync("Neu");
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        _messageId = (await _hub.MailToAsync(_member.Email!)).MessageId;
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task An_address_that_is_gone_gets_no_more_digests_and_its_officers_learn_of_it()
    {
        Assert.That(await ReturnAsync("failed", "5.1.1"), Is.EqualTo(1));
        var delivery = await _hub.DeliveryAsync(_member);
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Bounced));
        Assert.That(
            delivery.Answer, Is.EqualTo("5.1.1 smtp; 550 5.1.1 User unknown in virtual mailbox table"));
        Assert.That((await _hub.MailToAsync(_officer.Email!)).Text, Does.Contain("Jörg Fort"));
        Assert.That(Directory.EnumerateFiles(_folder), Is.Empty);

        await _hub.AddDocumentAsync("Neuer");
        await _hub.PrepareNowAsync("2026-12");
        await _hub.SendAsync();
        Assert.That(await _hub.MailsToAsync(_member.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_request_that_comes_back_counts_like_a_digest()
    {
        await _hub.AddDocumentAsync(
            "Entwurf", change: draft => draft with { State = DocumentState.InReview }, authorId: _member.Id);
        await _hub.SendAsync();
        _messageId = (await _hub.MailToAsync(_officer.Email!)).MessageId;
        Assert.That(await ReturnAsync("failed", "5.1.1"), Is.EqualTo(1));
        Assert.That((await _hub.DeliveryAsync(_officer)).State, Is.EqualTo(DeliveryState.Bounced));
    }

    [Test]
    public async Task A_coordinator_lets_mails_go_again()
    {
        await ReturnAsync("failed", "5.1.1");
        var coordinator = await _hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen");
        Assert.That(page.Text, Does.Contain("Zurückgekommen").And.Contain("User unknown"));
        var delivery = await _hub.DeliveryAsync(_member);
        await coordinator.SubmitAsync(
            page, new { }, $"/monatsbriefe/2026-11/zustellungen/versuche?zustellung={delivery.Id}");
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Accepted));
    }

    [Test]
    public async Task Officers_learn_of_it_although_the_mail_server_was_down()
    {
        await using var smtp = new TestSmtpServer();
        await using var other = await TestHub.StartAsync(
            _hub.Settings.ConnectionString,
            settings =>
            {
                smtp.Connect(settings);
                settings.Mail.Bounces = _folder;
            },
            _hub.Clock);
        await smtp.StopAsync();
        await WriteReportAsync("failed", "5.1.1");
        Assert.That(async () => await ReadAsync(other), Throws.TypeOf<MailNotSentException>());
        Assert.That(
            (await _hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Accepted),
            "the report waits for the next look");
        Assert.That(await ReadAsync(_hub), Is.EqualTo(1));
        Assert.That((await _hub.MailToAsync(_officer.Email!)).Text, Does.Contain("Jörg Fort"));
    }

    [Test]
    public async Task An_officer_whose_mail_is_deferred_holds_back_no_report()
    {
        await using var smtp = new TestSmtpServer { IsStrict = true };
        await using var other = await TestHub.StartAsync(
            _hub.Settings.ConnectionString,
            settings =>
            {
                smtp.Connect(settings);
                settings.Mail.Bounces = _folder;
            },
            _hub.Clock);
        await _hub.AddMemberAsync(Role.Officer, mail: "defer@lemgo.example");
        await WriteReportAsync("failed", "5.1.1");
        Assert.That(await ReadAsync(other), Is.EqualTo(1));
        Assert.That((await _hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Bounced));
        Assert.That(smtp.Mails.Select(mail => mail.To), Is.EqualTo(new[] { _officer.Email }));
    }

    [Test]
    public async Task A_mail_that_came_back_to_a_mailbox_counts_like_one_in_the_folder()
    {
        using var authority = new TestAuthority();
        await using var imap = new TestImapServer(authority);
        await using var other = await TestHub.StartAsync(
            _hub.Settings.ConnectionString,
            settings =>
            {
                settings.Mail.Bounces = imap.Address;
                settings.Mail.BouncesPassword = TestImapServer.Password;
            },
            _hub.Clock);
        imap.Receive(TestReport.Of(_messageId, _member.Email!));
        Assert.That(await ReadAsync(other), Is.EqualTo(1));
        Assert.That((await _hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Bounced));
        Assert.That(imap.Subjects, Is.Empty);
    }

    [TestCase("delayed", "4.4.1")]
    [TestCase("failed", "4.2.2", Description = "a full mailbox may be emptied")]
    public async Task What_may_pass_later_changes_nothing(string action, string status)
    {
        Assert.That(await ReturnAsync(action, status), Is.Zero);
        Assert.That((await _hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Accepted));
    }

    [Test]
    public async Task A_report_about_another_mail_changes_nothing()
    {
        _messageId = $"<monatsbrief-2026-11-{Guid.NewGuid():N}@lippe.example>";
        Assert.That(await ReturnAsync("failed", "5.1.1"), Is.Zero);
        _messageId = "<4711@anderswo.example>";
        Assert.That(await ReturnAsync("failed", "5.1.1"), Is.Zero);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "antwort"),
            "Subject: Abwesend\r\nAuto-Submitted: auto-replied\r\n\r\nBis Montag!\r\n");
        Assert.That(await ReadAsync(_hub), Is.Zero);
        Assert.That(
            Directory.EnumerateFiles(_folder).Select(Path.GetFileName), Is.EqualTo(new[] { "antwort" }),
            "whoever reads the folder finds what people wrote");
    }

    private async Task<int> ReturnAsync(string action, string status)
    {
        await WriteReportAsync(action, status);
        return await ReadAsync(_hub);
    }

    private Task WriteReportAsync(string action, string status) =>
        File.WriteAllTextAsync(Path.Combine(_folder, "1"), TestReport.Of(_messageId, _member.Email!, action, status));

    private static async Task<int> ReadAsync(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Bounces>().ReadAsync(CancellationToken.None);
    }
}
