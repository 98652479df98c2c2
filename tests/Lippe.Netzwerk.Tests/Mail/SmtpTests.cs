using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NUnit.Framework.Constraints;

namespace Lippe.Netzwerk.Tests.Mail;

/// <summary>The hub talks to a real mail server, which keeps count.</summary>
public sealed class SmtpTests
{
    private TestSmtpServer _smtp = null!;
    private TestHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _smtp = new TestSmtpServer();
        _hub = await TestHub.StartAsync(configure: _smtp.Connect);
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _smtp.DisposeAsync();
    }

    [Test]
    public async Task One_connection_serves_many_mails_and_ends_after_its_limit()
    {
        for (var n = 0; n <= SmtpConnections.MailsPerConnection; n++)
            Assert.That(await SendAsync(), Is.EqualTo("250 2.0.0 queued"));
        Assert.That(_smtp.Connections, Is.EqualTo(2));
        Assert.That(_smtp.Mails, Has.Count.EqualTo(SmtpConnections.MailsPerConnection + 1));
    }

    [Test]
    public async Task A_connection_the_server_ended_meanwhile_costs_no_mail()
    {
        _smtp.MailsPerConnection = 1;
        for (var n = 0; n < 5; n++)
        {
            await SendAsync();
            _hub.Clock.Advance(SmtpConnections.LatelyHeard);
        }

        Assert.That(_smtp.Mails, Has.Count.EqualTo(5));
    }

    [Test]
    public async Task A_connection_idle_too_long_is_not_used_again()
    {
        await SendAsync();
        _hub.Clock.Advance(SmtpConnections.LongestIdle);
        await SendAsync();
        Assert.That(_smtp.Connections, Is.EqualTo(2));
    }

    [Test]
    public async Task After_a_refusal_the_connection_goes_on()
    {
        Assert.That(() => SendAsync("refuse@b.example"), FailsAs(MailFailure.Refused, "550 5.1.1 Mailbox unavailable"));
        Assert.That(() => SendAsync("defer@b.example"), FailsAs(MailFailure.Deferred, "451 4.7.1 Greylisted"));
        await SendAsync();
        Assert.That(_smtp.Connections, Is.EqualTo(1));
    }

    [Test]
    public async Task A_server_that_falls_silent_before_the_content_did_not_get_the_mail()
    {
        await SendAsync();
        _hub.Settings.Mail.TimeoutSeconds = 1;
        Assert.That(() => SendAsync("hang@b.example"), FailsAs(MailFailure.Interrupted, "nicht rechtzeitig"));
    }

    [TestCase("silent@b.example", "nicht rechtzeitig")]
    [TestCase("close@b.example", "hat die Verbindung beendet")]
    public async Task A_server_that_falls_silent_after_the_content_leaves_doubt(string to, string words)
    {
        await SendAsync();
        (_hub.Settings.Mail.TimeoutSeconds, _hub.Settings.Mail.AnswerTimeoutSeconds) = (1, 1);
        Assert.That(() => SendAsync(to), FailsAs(MailFailure.InDoubt, words));
    }

    [Test]
    public async Task A_slow_server_gets_longer_for_its_answer_than_for_all_before()
    {
        await SendAsync();
        _hub.Settings.Mail.TimeoutSeconds = 1;
        _smtp.Delay = TimeSpan.FromSeconds(1.5);
        Assert.That(await SendAsync(), Is.EqualTo("250 2.0.0 queued"));
    }

    [Test]
    public async Task A_mail_at_hand_is_not_cancelled()
    {
        _smtp.Delay = TimeSpan.FromMilliseconds(300);
        using var cancellation = new CancellationTokenSource();
        var sending = SendAsync(cancellation: cancellation.Token);
        while (_smtp.Connections == 0)
            await Task.Yield();
        await cancellation.CancelAsync();
        Assert.That(await sending, Is.EqualTo("250 2.0.0 queued"));
    }

    [TestCase("PLAIN LOGIN", "PLAIN jörg geheim")]
    [TestCase("LOGIN", "LOGIN jörg geheim")]
    public async Task The_hub_signs_in(string offer, string expected)
    {
        _smtp.OffersSignIn = offer.Split(' ');
        (_hub.Settings.Mail.User, _hub.Settings.Mail.Password) = ("jörg", "geheim");
        await SendAsync();
        Assert.That(_smtp.SignIns, Is.EqualTo(new[] { expected }));
    }

    [Test]
    public void Without_a_way_to_sign_in_nothing_is_sent()
    {
        _hub.Settings.Mail.User = "jemand";
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "bietet nicht an, was eingestellt ist"));
    }

    [Test]
    public void With_a_wrong_password_no_mail_goes()
    {
        _smtp.OffersSignIn = ["PLAIN"];
        _smtp.RefusesSignIn = true;
        _hub.Settings.Mail.User = "jemand";
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "5.7.8 Wrong user name or password"));
    }

    [Test]
    public void A_refused_sender_concerns_every_mail()
    {
        _smtp.RefusesSender = true;
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "550 5.7.1 Sender not allowed"));
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task Mails_and_passwords_travel_encrypted(MailSecurity security)
    {
        using var authority = new TestAuthority();
        await using var smtp = new TestSmtpServer(0, security, authority) { OffersSignIn = ["PLAIN"] };
        smtp.Connect(_hub.Settings);
        _hub.Settings.Mail.User = "jemand";
        await SendAsync();
        Assert.That(smtp.Mails.Single().IsEncrypted, Is.True);
        Assert.That(smtp.SignIns, Has.Exactly(1).Items);
    }

    [Test]
    public void Without_encryption_nothing_is_sent_where_it_is_required()
    {
        _hub.Settings.Mail.Security = MailSecurity.StartTls;
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "bietet nicht an, was eingestellt ist"));
        Assert.That(_smtp.Mails, Is.Empty);
    }

    [TestCase(MailSecurity.StartTls)]
    [TestCase(MailSecurity.Tls)]
    public async Task A_certificate_nobody_vouches_for_is_not_trusted(MailSecurity security)
    {
        var stranger = new TestAuthority();
        await using var smtp = new TestSmtpServer(0, security, stranger);
        stranger.Dispose();
        smtp.Connect(_hub.Settings);
        Assert.That(
            () => SendAsync(),
            FailsAs(MailFailure.Unreachable, "Die verschlüsselte Verbindung zu 127.0.0.1 kam nicht zustande"));
        Assert.That(smtp.Mails, Is.Empty);
    }

    [Test]
    public async Task A_domain_with_an_umlaut_travels_in_ascii_although_the_server_takes_more()
    {
        await SendAsync("info@lügde.example");
        Assert.That(_smtp.Recipients, Is.EqualTo(new[] { "RCPT TO:<info@xn--lgde-0ra.example>" }));
        Assert.That(_smtp.Mails.Single().Header("To"), Is.EqualTo("A <info@xn--lgde-0ra.example>"));
    }

    [Test]
    public void An_address_no_server_takes_is_refused_without_asking_one()
    {
        Assert.That(() => SendAsync("müller@b.example"), FailsAs(MailFailure.Refused, "Vor dem @"));
        Assert.That(_smtp.Connections, Is.Zero);
    }

    [Test]
    public async Task Dots_at_the_beginning_of_lines_arrive()
    {
        const string Text = ".\n..\n.htaccess\n\n.";
        await SendAsync(text: Text);
        Assert.That(_smtp.Mails.Single().Text.TrimEnd('\n'), Is.EqualTo(Text));
    }

    [Test]
    public async Task The_server_learns_the_hubs_public_name_and_not_the_machines()
    {
        await using var hub = await TestHub.StartAsync(configure: settings =>
        {
            _smtp.Connect(settings);
            settings.BaseUrl = "https://netzwerk.example";
        });
        await SendAsync(hub: hub);
        var mail = _smtp.Mails.Single();
        Assert.That(mail.Name, Is.EqualTo("netzwerk.example"));
        Assert.That(mail.Raw, Does.Not.Contain(Environment.MachineName));
    }

    private Task<string> SendAsync(
        string to = "a@b.example",
        string text = "Text",
        TestHub? hub = null,
        CancellationToken cancellation = default) =>
        (hub ?? _hub).Services.GetRequiredService<IMailer>()
            .SendAsync(new OutgoingMail { To = to, ToName = "A", Subject = "Betreff", Text = text }, cancellation);

    private static IResolveConstraint FailsAs(MailFailure failure, string words) =>
        Throws.InstanceOf<MailNotSentException>()
            .With.Property(nameof(MailNotSentException.Failure)).EqualTo(failure).And.Message.Contains(words);
}
