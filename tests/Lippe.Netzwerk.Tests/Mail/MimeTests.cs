using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using MimeKit;
using static System.StringComparison;

namespace Lippe.Netzwerk.Tests.Mail;

/// <summary>What a mail program reads is what was written, whatever it was.</summary>
public sealed class MimeTests
{
    private static readonly MailboxAddress Sender = new("Lippe.Netzwerk", "absender@hub.example");

    [TestCase("Lippe.Netzwerk: Monatsbrief März 2027")]
    [TestCase("Bürgerbüro & Öffnungszeiten (neu), \"fertig\" \\ <b>")]
    [TestCase("Ångström 文書 👩‍🔧")]
    public void A_subject_arrives_as_it_was_written(string subject) =>
        Assert.That(Write(Mail() with { Subject = subject }).Message().Subject, Is.EqualTo(subject));

    [TestCase("Jörg-Günther Müßig-Öztürk von der Höhe zu Nürtingen-Überlingen")]
    [TestCase("Kim Vorlage, M. A. (CDO); \"Kimmy\" <kim>")]
    [TestCase("Kim \" <x@y.example>, \\\"Vorlage\\")]
    [TestCase("Ångström 文書 👩‍🔧")]
    public void A_name_arrives_as_it_was_written(string name) => Assert.That(NameOf(name), Is.EqualTo(name));

    [ForAnyText]
    public void Whatever_was_typed_a_mail_gains_spaces_in_endless_words_and_nothing_else(AnyText text)
    {
        // MimeKit takes these two signs for the beginning of its own encoding.
        var line = "Kim " + PlainText.CleanLine(text.Value).Replace("=?", "=", Ordinal);
        var subject = Write(Mail() with { Subject = line }).Message().Subject!;
        Assert.That(subject.Replace(" ", "", Ordinal), Is.EqualTo(line.Replace(" ", "", Ordinal)));
        Assert.That(NameOf(line).Replace(" ", "", Ordinal), Is.EqualTo(line.Replace(" ", "", Ordinal)));
    }

    [ForAnyText]
    public void Both_forms_arrive_as_they_were_written(AnyText text)
    {
        var clean = PlainText.Clean(text.Value);
        var mail = Write(Mail() with { Text = clean, Html = $"<p>{clean}" });
        Assert.That(mail.Text, Is.EqualTo(clean));
        Assert.That(mail.Html, Is.EqualTo($"<p>{clean}"));
    }

    [TestCase("info@lügde.example", "info@xn--lgde-0ra.example")]
    [TestCase("\"a> b\"@c.example", "\"a> b\"@c.example")]
    public void An_address_is_written_as_every_server_reads_it(string address, string written) =>
        Assert.That(Write(Mail() with { To = address }).Raw, Does.Contain($"\r\nTo: A <{written}>\r\n"));

    [TestCase("müller@b.example")]
    [TestCase("a@b.example, c@d.example")]
    [TestCase("a@b.example>\r\nBcc: c@d.example")]
    [TestCase("niemand")]
    [TestCase("")]
    public void What_no_server_reads_is_no_address(string address) =>
        Assert.That(MimeWriter.Mailbox("", address), Is.Null);

    [Test]
    public void A_long_address_of_a_list_stays_whole()
    {
        var line = $"<https://hub.example/abbestellen/{new string('x', 300)}>";
        var headers = new Dictionary<string, string> { ["List-Unsubscribe"] = line };
        var mail = Write(Mail() with { Headers = headers });
        Assert.That(mail.Header("List-Unsubscribe"), Is.EqualTo(line));
        Assert.That(mail.Raw, Does.Contain(line));
    }

    [Test]
    public void No_line_tells_the_name_of_the_machine() =>
        Assert.That(Write(Mail()).Raw, Does.Not.Contain(Environment.MachineName));

    private static string NameOf(string name)
    {
        var recipient = (MailboxAddress)Write(Mail() with { ToName = name }).Message().To.Single();
        Assert.That(recipient.Address, Is.EqualTo("a@b.example"));
        return recipient.Name!;
    }

    private static OutgoingMail Mail() => new() { To = "a@b.example", ToName = "A", Subject = "x", Text = "x" };

    private static ReceivedMail Write(OutgoingMail mail)
    {
        using var message = MimeWriter.Write(mail, Sender, "<1@hub.example>", DateTimeOffset.UnixEpoch);
        using var stream = new MemoryStream();
        message.WriteTo(new FormatOptions { NewLineFormat = NewLineFormat.Dos }, stream);
        var raw = Encoding.Latin1.GetString(stream.ToArray());
        Assert.That(raw, Has.All.LessThan('\u007f'));
        Assert.That(raw.Replace("\r\n", "", Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'));
        Assert.That(raw.Split("\r\n"), Has.All.Length.LessThanOrEqualTo(998));
        return new ReceivedMail(mail.To, raw);
    }
}
