using System.Net.Mail;
using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Mail;

/// <summary>What a mail program reads is what was written, whatever it was.</summary>
public sealed class MimeTests
{
    [ForAnyText]
    public void A_subject_arrives_as_it_was_written(AnyText text)
    {
        var subject = PlainText.CleanLine("Betreff " + text.Value);
        var mail = Write(new OutgoingMail { To = "a@b.example", ToName = "A", Subject = subject, Text = "x" });
        Assert.That(mail.Header("Subject"), Is.EqualTo(subject));
        AssertHeaderLines(mail);
    }

    [ForAnyText]
    public void A_name_arrives_as_it_was_written(AnyText text)
    {
        var name = PlainText.CleanLine("Kim " + text.Value);
        var mail = Write(new OutgoingMail { To = "a@b.example", ToName = name, Subject = "x", Text = "x" });
        Assert.That(Unquoted(mail.Header("To")), Is.EqualTo($"{name} <a@b.example>"));
        AssertHeaderLines(mail);
    }

    [ForAnyText]
    public void Both_forms_arrive_as_they_were_written(AnyText text)
    {
        var clean = PlainText.Clean(text.Value);
        var mail = Write(new OutgoingMail { To = "a@b.example", ToName = "A", Subject = "x", Text = clean, Html = $"<p>{clean}" });
        Assert.That(mail.Text, Is.EqualTo(clean.ReplaceLineEndings("\n")));
        Assert.That(mail.Html, Is.EqualTo($"<p>{clean}".ReplaceLineEndings("\n")));
    }

    [ForAnyText]
    public void Dots_at_the_beginning_of_lines_arrive(AnyText text)
    {
        var message = PlainText.Clean(".\n" + text.Value + "\n..").ReplaceLineEndings("\r\n") + "\r\n";
        var lines = Encoding.UTF8.GetString(SmtpChannel.Stuffed(Encoding.UTF8.GetBytes(message))).Split("\r\n");
        Assert.That(lines[^2..], Is.EqualTo(new[] { ".", "" }));
        Assert.That(lines[..^2], Has.None.EqualTo("."), "no line ends the message early");
        Assert.That(string.Concat(lines[..^2].Select(line => (line.StartsWith('.') ? line[1..] : line) + "\r\n")), Is.EqualTo(message));
    }

    [Test]
    public void A_domain_with_an_umlaut_is_written_in_its_ascii_form() =>
        Assert.That(MimeHeader.Ascii(new MailAddress("info@lügde.example")), Is.EqualTo("info@xn--lgde-0ra.example"));

    [Test]
    public void An_address_cannot_end_its_own_line() =>
        Assert.That(() => MimeHeader.Ascii(new MailAddress("\"a> b\"@c.example")), Throws.InstanceOf<FormatException>());

    private static ReceivedMail Write(OutgoingMail mail)
    {
        var bytes = MimeMessage.Write(mail, new MailAddress("absender@hub.example", "Lippe.Netzwerk"), "<1@hub.example>", DateTimeOffset.UnixEpoch);
        var text = Encoding.ASCII.GetString(bytes);
        Assert.That(text.Replace("\r\n", "", StringComparison.Ordinal), Does.Not.Contain('\n').And.Not.Contain('\r'));
        return new ReceivedMail(mail.To, text.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    private static void AssertHeaderLines(ReceivedMail mail)
    {
        var lines = mail.Raw[..mail.Raw.IndexOf("\n\n", StringComparison.Ordinal)].Split('\n');
        Assert.That(lines, Is.All.Length.LessThanOrEqualTo(998));
        Assert.That(lines.Where(line => line.Contains("=?utf-8", StringComparison.Ordinal)), Is.All.Length.LessThanOrEqualTo(76));
        Assert.That(lines, Has.None.Matches<string>(string.IsNullOrWhiteSpace));
    }

    private static string Unquoted(string line) => line.StartsWith('"')
        ? line[1..].Replace("\" <", " <", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal)
        : line;
}
