using System.CommandLine;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Microsoft.Extensions.Configuration;

namespace Lippe.Netzwerk.Tests.Hosting;

public sealed class HubSettingsTests
{
    [Test]
    public void Links_lead_to_the_port_the_command_line_names()
    {
        var settings = HubCommand.ReadSettings(new RootCommand { HubCommand.DataFolder }.Parse(["--data", "anderswo"]));
        settings.Port = 5099;
        Assert.That(settings.Address, Is.EqualTo("http://127.0.0.1:5099"));
        settings.BaseUrl = "https://netzwerk.example.de";
        Assert.That(settings.Address, Is.EqualTo("https://netzwerk.example.de"));
    }

    [TestCase("Port", "8080", Description = "another setting is read")]
    [TestCase("Index", "", Description = "it is named, and empty")]
    public void The_index_lies_where_the_data_lies(string key, string value)
    {
        var settings = Read(key, value);
        settings.Data = "/srv/netzwerk";
        Assert.That(settings.IndexFolder, Is.EqualTo("/srv/netzwerk/index"));
        settings.Index = "/var/cache/netzwerk";
        Assert.That(settings.IndexFolder, Is.EqualTo("/var/cache/netzwerk"));
    }

    [TestCase("Port", "achtzig", "eine ganze Zahl")]
    [TestCase("Port", "0", "eine Zahl von 1 bis 65535")]
    [TestCase("Mail:Port", "70000", "eine Zahl von 1 bis 65535")]
    [TestCase("Mail:Security", "WennMoeglich", "StartTls oder Tls oder None")]
    [TestCase("Mail:Workers", "0", "eine Zahl ab 1")]
    [TestCase("Mail:From", "niemand", "eine E-Mail-Adresse")]
    [TestCase("DrainSeconds", "21", "eine Zahl von 0 bis 20")]
    [TestCase("Jobs", "vielleicht", "true oder false")]
    [TestCase("Digest:Time", "morgens", "eine Uhrzeit wie 07:00")]
    [TestCase("BaseUrl", "netzwerk.example.de", "https://netzwerk.example.de")]
    [TestCase("BaseUrl", "https://netzwerk.example.de/", "ohne etwas dahinter")]
    [TestCase("Telemetry", "127.0.0.1:4318", "http://127.0.0.1:4318")]
    public void A_setting_that_cannot_work_is_refused_with_the_right_form(string key, string value, string form) =>
        Assert.That(
            () => Read(key, value).Require(),
            Throws.TypeOf<NotSupportedException>().With.Message
                .StartsWith($"Hub__{key.Replace(":", "__", StringComparison.Ordinal)} ist „{value}“")
                .And.Message.Contains(form));

    [TestCase("Port", "8080")]
    [TestCase("Mail:Security", "tls")]
    [TestCase("Jobs", "False")]
    [TestCase("Digest:Time", "06:30")]
    [TestCase("BaseUrl", "https://bücher.example.de:8443")]
    [TestCase("BaseUrl", "")]
    public void A_setting_that_works_is_taken(string key, string value) =>
        Assert.That(() => Read(key, value).Require(), Throws.Nothing);

    [TestCase("imap://jemand@mail.example/INBOX", Description = "unencrypted")]
    [TestCase("imaps://mail.example/INBOX", Description = "nobody's")]
    [TestCase("https://mail.example/", Description = "no mailbox")]
    public void A_mailbox_that_cannot_be_read_is_told_before_anything_begins(string address)
    {
        var settings = new HubSettings { Mail = { Bounces = address } };
        Assert.That(settings.Require, Throws.TypeOf<NotSupportedException>().With.Message.Contains(address));
    }

    [TestCase("")]
    [TestCase("/var/mail/netzwerk/new")]
    [TestCase("imaps://netzwerk%40lippe.example@mail.example/INBOX")]
    public void Nothing_a_folder_and_a_mailbox_may_hold_mails_that_came_back(string address) =>
        Assert.That(new HubSettings { Mail = { Bounces = address } }.Require, Throws.Nothing);

    private static HubSettings Read(string key, string value) => SettingsReader.Read(new ConfigurationBuilder()
        .AddInMemoryCollection([new($"Hub:{key}", value)]).Build());
}
