using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

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
            await SendAsync();
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
        Assert.That(() => SendAsync("defer@b.example"), FailsAs(MailFailure.Deferred, "451 4.7.1 Greylisted, try again"));
        await SendAsync();
        Assert.That(_smtp.Connections, Is.EqualTo(1));
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
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "bietet keine Anmeldung"));
    }

    [Test]
    public void Without_encryption_nothing_is_sent_where_it_is_required()
    {
        _hub.Settings.Mail.StartTls = true;
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "bietet keine Verschlüsselung"));
        Assert.That(_smtp.Mails, Is.Empty);
    }

    [Test]
    public void A_certificate_nobody_vouches_for_is_not_trusted()
    {
        _smtp.Encrypts = true;
        _hub.Settings.Mail.StartTls = true;
        Assert.That(() => SendAsync(), FailsAs(MailFailure.Unreachable, "Die verschlüsselte Verbindung zu 127.0.0.1 kam nicht zustande"));
        Assert.That(_smtp.Mails, Is.Empty);
    }

    [Test]
    public void An_address_no_server_takes_is_refused_without_asking_one() =>
        Assert.That(() => SendAsync("müller@b.example"), FailsAs(MailFailure.Refused, "ist keine Mailadresse"));

    private Task<string> SendAsync(string to = "a@b.example") => _hub.Services.GetRequiredService<IMailer>()
        .SendAsync(new OutgoingMail { To = to, ToName = "A", Subject = "Betreff", Text = "Text" }, CancellationToken.None);

    private static NUnit.Framework.Constraints.IResolveConstraint FailsAs(MailFailure failure, string words) =>
        Throws.InstanceOf<MailNotSentException>().With.Property(nameof(MailNotSentException.Failure)).EqualTo(failure).And.Message.Contains(words);
}
