using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>Every member gets exactly one mail, whatever happens on the way; a real mail server keeps the count.</summary>
public sealed class DigestSendingTests
{
    private TestSmtpServer _smtp = null!;
    private TestHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _smtp = new TestSmtpServer();
        _hub = await TestHub.StartAsync(configure: _smtp.Connect);
        await _hub.AddDocumentAsync("Ein Leitfaden");
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _smtp.DisposeAsync();
    }

    [Test]
    public async Task Sending_twice_sends_each_member_one_mail()
    {
        await _hub.AddReadersAsync(3);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        await _hub.PrepareNowAsync();
        var second = await _hub.SendAsync();
        Assert.That(second.Total, Is.Zero);
        AssertOneMailEach(3);
    }

    [Test]
    public async Task Two_nodes_at_once_send_each_member_one_mail()
    {
        await using var other = await TestHub.StartAsync(_hub.Settings.ConnectionString, _smtp.Connect, _hub.Clock);
        await _hub.AddReadersAsync(60);
        _smtp.Delay = TimeSpan.FromMilliseconds(2);
        await Task.WhenAll(_hub.PrepareNowAsync(), other.PrepareNowAsync());
        var reports = await Task.WhenAll(_hub.SendAsync(), other.SendAsync());
        Assert.That(reports.Select(report => report[DeliveryState.Accepted]), Is.All.GreaterThan(0));
        AssertOneMailEach(60);
    }

    [Test]
    public async Task What_a_dead_worker_took_is_sent_by_the_next_after_the_lease()
    {
        await _hub.AddReadersAsync(30);
        await _hub.PrepareNowAsync();
        var taken = await _hub.TakeAndDieAsync();
        await _hub.SendAsync();
        Assert.That(_smtp.Mails, Has.Count.EqualTo(30 - taken));
        _hub.Clock.Advance(DeliveryLeases.Lease);
        await _hub.SendAsync();
        AssertOneMailEach(30);
    }

    [Test]
    public async Task A_refused_mail_shows_the_answer_and_goes_when_a_coordinator_tries_again()
    {
        var member = await _hub.AddMemberAsync(Role.Reader, mail: "refuse@lemgo.example");
        var coordinator = await _hub.SignInAsync(Role.Coordinator);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Failed));

        var page = await coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen");
        Assert.That(page.Text, Does.Contain("550 5.1.1 Mailbox unavailable").And.Contain("Fehlgeschlagen"));
        _smtp.IsStrict = false;
        await coordinator.SubmitAsync(page, new { }, "/monatsbriefe/2026-11/zustellungen/versuche");
        await _hub.SendAsync();
        AssertOneMailEach(2);
    }

    [Test]
    public async Task A_deferred_mail_is_tried_again_later_and_given_up_in_the_end()
    {
        var member = await _hub.AddMemberAsync(Role.Reader, mail: "defer@lemgo.example");
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        var delivery = await _hub.DeliveryAsync(member);
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Due));
        Assert.That(delivery.Answer, Does.StartWith("451"));
        Assert.That((await _hub.SendAsync()).Total, Is.Zero, "not before its time");

        for (var attempt = 2; attempt <= Delivery.MaxAttempts; attempt++)
        {
            _hub.Clock.Advance(Delivery.WaitAfter(attempt - 1));
            await _hub.SendAsync();
        }

        Assert.That((await _hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Failed));
    }

    [Test]
    public async Task While_the_server_is_down_everything_waits()
    {
        await _hub.AddReadersAsync(5);
        await _hub.PrepareNowAsync();
        await _smtp.StopAsync();
        var report = await _hub.SendAsync();
        Assert.That(report.ServerIsUnreachable, Is.True);
        Assert.That(report.Total, Is.EqualTo(1), "the first failure stops the run");

        await _smtp.DisposeAsync();
        _smtp = new TestSmtpServer();
        _smtp.Connect(_hub.Settings);
        _hub.Clock.Advance(TimeSpan.FromMinutes(15));
        await _hub.SendAsync();
        AssertOneMailEach(5);
    }

    [Test]
    public async Task Who_unsubscribes_or_leaves_before_the_mail_goes_gets_none()
    {
        var stays = await _hub.AddMemberAsync(Role.Reader);
        var unsubscribes = await _hub.AddMemberAsync(Role.Reader);
        await _hub.PrepareNowAsync();
        await _hub.WithDatabaseAsync(async db =>
        {
            (await db.Members.FindAsync(unsubscribes.Id))!.WantsDigest = false;
            return await db.SaveChangesAsync();
        });
        await _hub.SendAsync();
        Assert.That(_smtp.Mails.Select(mail => mail.To), Is.EqualTo(new[] { stays.Email }));
        Assert.That((await _hub.DeliveryAsync(unsubscribes)).State, Is.EqualTo(DeliveryState.Withdrawn));
    }

    [Test]
    public async Task Without_news_no_mail_goes()
    {
        var member = await _hub.AddMemberAsync(Role.Reader);
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        await _hub.PrepareNowAsync("2026-11");
        await _hub.SendAsync();
        _hub.Clock.Advance(TimeSpan.FromDays(1));
        await _hub.PrepareNowAsync("2026-12");
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Empty));
        AssertOneMailEach(1);
    }

    [Test]
    public async Task The_mail_carries_umlauts_both_forms_and_the_lines_of_a_list()
    {
        _hub.Clock.Set(new DateTimeOffset(2027, 3, 10, 9, 0, 0, TimeSpan.Zero));
        await _hub.AddMemberAsync(Role.Reader, name: "Jörg-Günther Müßig-Öztürk von der Höhe zu Nürtingen-Überlingen");
        await _hub.AddDocumentAsync("Bürgerbüro & Öffnungszeiten");
        await _hub.PrepareNowAsync("2027-03");
        await _hub.SendAsync();

        var mail = _smtp.Mails.Single();
        Assert.That(mail.Header("Subject"), Is.EqualTo("Lippe.Netzwerk: Monatsbrief März 2027"));
        Assert.That(mail.Header("To"), Does.Contain("Jörg-Günther Müßig-Öztürk von der Höhe zu Nürtingen-Überlingen"));
        Assert.That(mail.Header("Message-ID"), Does.Match("^<monatsbrief-2027-03-[0-9a-f]{32}@.+>$"));
        Assert.That(mail.Header("List-Unsubscribe"), Does.Match("^<http://localhost/abbestellen/[A-Za-z0-9_-]+>$"));
        Assert.That(mail.Header("List-Unsubscribe-Post"), Is.EqualTo("List-Unsubscribe=One-Click"));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        Assert.That(mail.Text, Does.Contain("Bürgerbüro & Öffnungszeiten\n").And.Contain("http://localhost/leitfaeden/buergerbuero-oeffnungszeiten"));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.Html);
        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("de"));
        Assert.That(page.QuerySelector("h3")!.TextContent, Is.EqualTo("Bürgerbüro & Öffnungszeiten"));
        Assert.That(page.QuerySelectorAll("img, script, link"), Is.Empty, "nothing is loaded from elsewhere");
        Assert.That(page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Is.All.StartsWith("http://localhost/"));
        Assert.That(mail.Html, Has.Length.LessThan(80_000));
    }

    private void AssertOneMailEach(int members)
    {
        Assert.That(_smtp.Mails, Has.Count.EqualTo(members));
        Assert.That(_smtp.Mails.Select(mail => mail.To), Is.Unique);
    }
}
