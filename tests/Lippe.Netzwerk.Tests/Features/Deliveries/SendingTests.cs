using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Deliveries;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Lippe.Netzwerk.Tests.Features.Deliveries;

/// <summary>
/// Every member gets exactly one mail, whatever happens on the way; a real mail server keeps the count.
/// </summary>
public sealed class SendingTests
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
    public async Task What_a_worker_holds_is_left_alone_until_its_lease_ends()
    {
        await _hub.AddReadersAsync(60);
        await _hub.PrepareNowAsync();
        var claimed = await _hub.ClaimAsync(10);
        await _hub.SendAsync();
        Assert.That(_smtp.Mails, Has.Count.EqualTo(60 - claimed.Count));
        _hub.Clock.Advance(DueDeliveries.LeaseTime);
        await _hub.SendAsync();
        AssertOneMailEach(60);
    }

    [Test]
    public async Task What_a_lost_worker_handed_over_waits_until_nobody_can_answer_any_more()
    {
        await _hub.AddReadersAsync(1);
        await _hub.PrepareNowAsync();
        await _hub.HandOverAsync((await _hub.ClaimAsync(1)).Single());
        _hub.Clock.Advance(DueDeliveries.LeaseTime);
        await _hub.SendAsync();
        Assert.That(_smtp.Mails, Is.Empty, "its worker may still hear from the mail server");
        _hub.Clock.Advance(DueDeliveries.LongestDoubt(_hub.Settings.Mail));
        await _hub.SendAsync();
        AssertOneMailEach(1);
    }

    [Test]
    public async Task A_worker_hands_over_nothing_that_became_anothers()
    {
        await _hub.AddReadersAsync(1);
        await _hub.PrepareNowAsync();
        var delivery = (await _hub.ClaimAsync(1)).Single();
        _hub.Clock.Advance(DueDeliveries.LeaseTime);
        await _hub.SendAsync();
        Assert.That(await _hub.HandOverAsync(delivery), Is.False);
        AssertOneMailEach(1);
    }

    [Test]
    public async Task A_late_answer_does_not_overwrite_a_newer_attempt()
    {
        await _hub.AddReadersAsync(1);
        await _hub.PrepareNowAsync();
        var late = (await _hub.ClaimAsync(1)).Single();
        await _hub.HandOverAsync(late);
        _hub.Clock.Advance(DueDeliveries.LongestDoubt(_hub.Settings.Mail));
        await _hub.SendAsync();
        late.Defer("451 zu spät", TimeSpan.Zero, _hub.Clock.GetUtcNow());
        Assert.That(await _hub.Services.GetRequiredService<DueDeliveries>().RecordAsync(late), Is.False);
        var state = await _hub.WithStoreAsync(session => session.Query<Delivery>().Select(d => d.State).SingleAsync());
        Assert.That(state, Is.EqualTo(DeliveryState.Accepted));
    }

    [Test]
    public async Task A_delivery_in_doubt_for_the_last_time_is_given_up()
    {
        var member = await _hub.AddMemberAsync(Role.Reader);
        await _hub.PrepareNowAsync();
        for (var attempt = 1; attempt <= Delivery.MaxAttempts; attempt++)
        {
            await _hub.HandOverAsync((await _hub.ClaimAsync(1)).Single());
            _hub.Clock.Advance(DueDeliveries.LongestDoubt(_hub.Settings.Mail));
        }

        await _hub.SendAsync();
        Assert.That(_smtp.Mails, Is.Empty);
        Assert.That((await _hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Failed));
    }

    [Test]
    public async Task A_worker_hands_over_nothing_to_whoever_unsubscribed_meanwhile()
    {
        var member = await _hub.AddMemberAsync(Role.Reader);
        await _hub.PrepareNowAsync();
        var claimed = (await _hub.ClaimAsync(1)).Single();
        await _hub.ChooseAsync(member, new { Frequency = "Never" });
        Assert.That(await _hub.HandOverAsync(claimed), Is.False);
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Withdrawn));
        Assert.That(_smtp.Mails, Is.Empty);
    }

    [Test]
    public async Task A_mail_cut_off_on_its_way_goes_again_and_the_others_go_meanwhile()
    {
        var member = await _hub.AddMemberAsync(Role.Reader, mail: "close@lemgo.example");
        await _hub.AddReadersAsync(2);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        var delivery = await _hub.DeliveryAsync(member);
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Deferred));
        Assert.That(delivery.Answer, Does.Contain("hat die Verbindung beendet"));
        Assert.That(_smtp.Mails, Has.Count.EqualTo(2));
        _smtp.IsStrict = false;
        _hub.Clock.Advance(Delivery.WaitAfterBreak(1));
        await _hub.SendAsync();
        AssertOneMailEach(3);
    }

    [Test]
    public async Task A_server_that_says_nothing_more_costs_one_mail_its_time_and_no_more()
    {
        _hub.Settings.Mail.TimeoutSeconds = 1;
        var member = await _hub.AddMemberAsync(Role.Reader, mail: "hang@lemgo.example");
        await _hub.AddReadersAsync(2);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(member)).Answer, Does.Contain("nicht rechtzeitig geantwortet"));
        Assert.That(_smtp.Mails, Has.Count.EqualTo(2));
    }

    [Test]
    public async Task A_slow_server_gets_each_mail_once()
    {
        await _hub.AddReadersAsync(8);
        _smtp.Delay = TimeSpan.FromMilliseconds(300);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        AssertOneMailEach(8);
    }

    [Test]
    public async Task A_server_that_dies_in_the_middle_gets_the_rest_when_it_is_back()
    {
        await _hub.AddReadersAsync(40);
        await _hub.PrepareNowAsync();
        _smtp.DiesAfter = 10;
        await _hub.SendAsync();
        var before = _smtp.Mails.Select(mail => mail.To).ToList();
        await _smtp.DisposeAsync();
        _smtp = new TestSmtpServer(_smtp.Port);
        for (var minutes = 0; minutes < 3; minutes++)
        {
            _hub.Clock.Advance(TimeSpan.FromMinutes(1));
            await _hub.SendAsync();
        }

        Assert.That(before, Has.Count.EqualTo(10));
        Assert.That(before.Concat(_smtp.Mails.Select(mail => mail.To)), Is.Unique.And.Exactly(40).Items);
    }

    [Test]
    public async Task A_domain_gets_no_more_mails_than_allowed_and_the_others_do_not_wait_for_it()
    {
        _hub.Settings.Mail.PerDomainPerMinute = 60;
        await _hub.AddReadersAsync(10);
        await _hub.AddMemberAsync(Role.Reader, "lage");
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        Assert.That(
            _smtp.Mails.Count(mail => mail.To.EndsWith("@lemgo.example", StringComparison.Ordinal)), Is.EqualTo(6),
            "one, and five seconds' worth");
        Assert.That(_smtp.Mails, Has.Count.EqualTo(7));
        _hub.Clock.Advance(TimeSpan.FromSeconds(10));
        await _hub.SendAsync();
        AssertOneMailEach(11);
    }

    [Test]
    public async Task Mails_leave_no_faster_than_allowed()
    {
        _hub.Settings.Mail.PerMinute = 1;
        await _hub.AddReadersAsync(6);
        await _hub.PrepareNowAsync();
        using var enough = new CancellationTokenSource();
        var sending = _hub.Services.GetRequiredService<SendLoopJob>().RunAsync(_ => enough.Cancel(), enough.Token);
        Assert.That(async () => await sending, Throws.InstanceOf<OperationCanceledException>());
        Assert.That(_smtp.Mails, Has.Count.EqualTo(1), "the others waited for their minute");
        _hub.Settings.Mail.PerMinute = 0;
        await _hub.SendAsync();
        AssertOneMailEach(6);
    }

    [Test]
    public async Task The_answer_of_the_server_is_kept_word_for_word()
    {
        var member = await _hub.AddMemberAsync(Role.Reader);
        await _hub.PrepareNowAsync();
        await _hub.SendAsync();
        Assert.That((await _hub.DeliveryAsync(member)).Answer, Is.EqualTo("250 2.0.0 queued"));
    }

    [Test]
    public async Task Mails_that_wait_too_long_make_the_health_check_warn()
    {
        await _hub.AddReadersAsync(1);
        await _hub.PrepareNowAsync();
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
        _hub.Clock.Advance(TimeSpan.FromMinutes(16));
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Degraded));
        await _hub.SendAsync();
        Assert.That(await HealthAsync(), Is.EqualTo(HealthStatus.Healthy));
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
        Assert.That(delivery.State, Is.EqualTo(DeliveryState.Deferred));
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
        Assert.That(report.Total, Is.LessThanOrEqualTo(_hub.Settings.Mail.Workers), "the first failure stops the run");

        await _smtp.DisposeAsync();
        _smtp = new TestSmtpServer(_smtp.Port);
        await _hub.SendAsync();
        AssertOneMailEach(5);
    }

    [Test]
    public async Task Who_unsubscribes_or_leaves_before_the_mail_goes_gets_none()
    {
        var stays = await _hub.AddMemberAsync(Role.Reader);
        var unsubscribes = await _hub.AddMemberAsync(Role.Reader);
        await _hub.PrepareNowAsync();
        await _hub.ChooseAsync(unsubscribes, new { Frequency = "Never" });
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
        Assert.That(mail.Header("Message-ID"), Does.Match("^<monatsbrief-[0-9a-f]{32}@.+>$"));
        Assert.That(mail.Header("List-Unsubscribe"), Does.Match("^<http://localhost/abbestellen/[A-Za-z0-9_-]+>$"));
        Assert.That(mail.Header("List-Unsubscribe-Post"), Is.EqualTo("List-Unsubscribe=One-Click"));
        Assert.That(mail.Header("Auto-Submitted"), Is.EqualTo("auto-generated"));
        Assert.That(mail.Header("Precedence"), Is.EqualTo("bulk"));
        Assert.That(mail.Header("List-Id"), Does.Match("^<monatsbrief\\..+>$"));
        Assert.That(mail.Header("From"), Does.Match("^\"Lippe.Netzwerk\" <.+@.+>$"));
        Assert.That(mail.Header("Reply-To"), Does.Match("^[^<>]+@[^<>]+$"));
        Assert.That(
            mail.Text,
            Does.Contain("Bürgerbüro & Öffnungszeiten\n")
                .And.Contain("http://localhost/leitfaeden/buergerbuero-oeffnungszeiten"));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mail.Html);
        Assert.That(page.DocumentElement.GetAttribute("lang"), Is.EqualTo("de"));
        Assert.That(page.QuerySelector("h3")!.TextContent, Is.EqualTo("Bürgerbüro & Öffnungszeiten"));
        Assert.That(page.QuerySelectorAll("img, script, link"), Is.Empty, "nothing is loaded from elsewhere");
        Assert.That(
            page.QuerySelectorAll("a").Select(a => a.GetAttribute("href")), Is.All.StartsWith("http://localhost/"));
        Assert.That(mail.Html, Has.Length.LessThan(80_000));
    }

    private async Task<HealthStatus> HealthAsync() => (await _hub.Services.GetRequiredService<HealthCheckService>()
        .CheckHealthAsync(check => check.Name == "deliveries")).Status;

    private void AssertOneMailEach(int members)
    {
        Assert.That(_smtp.Mails, Has.Count.EqualTo(members));
        Assert.That(_smtp.Mails.Select(mail => mail.To), Is.Unique);
    }
}
