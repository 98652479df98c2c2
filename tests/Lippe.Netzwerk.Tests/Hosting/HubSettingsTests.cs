using System.CommandLine;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;

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
}
