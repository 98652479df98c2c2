using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using MailKit.Security;

namespace Lippe.Netzwerk.Tests.Mail;

/// <summary>A real IMAP server keeps the mailbox to which mails come back.</summary>
public sealed class BounceMailboxTests
{
    private TestAuthority _authority = null!;
    private TestImapServer _imap = null!;
    private BounceMailbox _mailbox = null!;

    [SetUp]
    public void Start()
    {
        _authority = new TestAuthority();
        _imap = new TestImapServer(_authority);
        _mailbox = new BounceMailbox(_imap.Address, TestImapServer.Password);
    }

    [TearDown]
    public async Task Stop()
    {
        await _imap.DisposeAsync();
        _authority.Dispose();
    }

    [Test]
    public async Task Reports_are_read_once_and_all_other_mails_stay()
    {
        _imap.Receive(TestReport.Of("<1@hub.example>"));
        _imap.Receive("Subject: Antwort\r\nFrom: a@b.example\r\n\r\nVielen Dank!\r\n");
        _imap.Receive(TestReport.Of("<2@hub.example>", action: "delayed", status: "4.4.1"));
        Assert.That(await ReadAsync(), Is.EqualTo(new[] { ("1@hub.example", true), ("2@hub.example", false) }));
        Assert.That(_imap.Subjects, Is.EqualTo(new[] { "Antwort" }));
        Assert.That(await ReadAsync(), Is.Empty);
        _imap.Receive(TestReport.Of("<3@hub.example>"));
        Assert.That(await ReadAsync(), Is.EqualTo(new[] { ("3@hub.example", true) }));
    }

    [Test]
    public async Task What_is_not_dealt_with_is_read_again()
    {
        _imap.Receive(TestReport.Of("<1@hub.example>"));
        await foreach (var _ in _mailbox.ReadAsync(CancellationToken.None))
            break;
        Assert.That(await ReadAsync(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task When_the_connection_breaks_the_next_look_goes_on()
    {
        _imap.Receive(TestReport.Of("<1@hub.example>"));
        _imap.Receive(TestReport.Of("<2@hub.example>"));
        await using (var reports = _mailbox.ReadAsync(CancellationToken.None).GetAsyncEnumerator())
        {
            await reports.MoveNextAsync();
            _imap.HangUp();
            Assert.That(async () => await reports.MoveNextAsync(), Throws.Exception);
        }

        Assert.That(await ReadAsync(), Has.Exactly(2).Items);
        Assert.That(_imap.Subjects, Is.Empty);
    }

    [Test]
    public void With_a_wrong_password_nothing_is_read()
    {
        _mailbox = new BounceMailbox(_imap.Address, "falsch");
        Assert.That(ReadAsync, Throws.InstanceOf<AuthenticationException>());
    }

    [Test]
    public async Task A_server_nobody_vouches_for_does_not_learn_the_password()
    {
        var stranger = new TestAuthority();
        await using var imap = new TestImapServer(stranger);
        stranger.Dispose();
        _mailbox = new BounceMailbox(imap.Address, TestImapServer.Password);
        Assert.That(ReadAsync, Throws.InstanceOf<SslHandshakeException>());
    }

    private async Task<List<(string MessageId, bool IsPermanent)>> ReadAsync()
    {
        var reports = new List<(string, bool)>();
        await foreach (var report in _mailbox.ReadAsync(CancellationToken.None))
            reports.Add((report.MessageId, report.IsPermanent));
        return reports;
    }
}
