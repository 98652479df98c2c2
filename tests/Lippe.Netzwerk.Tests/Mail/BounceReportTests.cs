using System.Text;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using static System.StringComparison;

namespace Lippe.Netzwerk.Tests.Mail;

/// <summary>Mails that come back, and mails that only look so.</summary>
public sealed class BounceReportTests
{
    [Test]
    public async Task A_report_tells_which_mail_came_back_and_why() => Assert.That(
        await ReadAsync(TestReport.Of("<1@hub.example>")),
        Is.EqualTo(new BounceReport(
            "1@hub.example", true, "5.1.1 smtp; 550 5.1.1 User unknown in virtual mailbox table")));

    [Test]
    public async Task A_report_that_brings_the_whole_mail_back_tells_the_same()
    {
        var report = TestReport.Of("<1@hub.example>")
            .Replace("text/rfc822-headers", "message/rfc822", Ordinal)
            .Replace("\r\n--b--", $"{new string('x', 2 * BounceReport.LongestReport)}\r\n--b--", Ordinal);
        Assert.That((await ReadAsync(report))!.MessageId, Is.EqualTo("1@hub.example"));
    }

    [TestCase("delayed", "4.4.1")]
    [TestCase("failed", "4.2.2")]
    [TestCase("delivered", "2.0.0")]
    public async Task Not_every_report_is_of_an_address_that_is_gone(string action, string status)
    {
        var report = await ReadAsync(TestReport.Of("<1@hub.example>", action: action, status: status));
        Assert.That(report!.IsPermanent, Is.False);
    }

    [Test]
    public async Task A_report_about_no_mail_is_one_all_the_same() => Assert.That(
        await ReadAsync(TestReport.Of("<1@hub.example>").Replace("Message-ID:", "X:", Ordinal)),
        Is.EqualTo(new BounceReport("", false, "")));

    [TestCase("")]
    [TestCase("Subject: Abwesend\r\nAuto-Submitted: auto-replied\r\n\r\nBis Montag!\r\n")]
    [TestCase("Content-Type: multipart/report; boundary=b\r\n\r\n--b\r\n\r\nAction: failed\r\n")]
    public async Task Any_other_mail_is_none(string mail) => Assert.That(await ReadAsync(mail), Is.Null);

    [ForAnyText]
    public void No_text_breaks_the_reader(AnyText text) => Assert.That(
        () => ReadAsync($"Content-Type: multipart/report; boundary=b\n\n--b\n{text.Value}\n--b--"), Throws.Nothing);

    private static async Task<BounceReport?> ReadAsync(string mail)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(mail));
        return await BounceReport.ReadAsync(stream, CancellationToken.None);
    }
}
