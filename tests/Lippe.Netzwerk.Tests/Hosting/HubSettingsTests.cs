using System.CommandLine;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Hosting.Commands;
using Microsoft.Extensions.Configuration;

namespace Lippe.Netzwerk.Tests.Hosting;

public sealed partial class HubSettingsTests
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

    [TestCase("Theme", "blau", "(lippe, neutral)")]
    [TestCase("Theme", "../themes/lippe", "(lippe, neutral)")]
    [TestCase("Content", "/gibt/es/nicht", "ein Ordner, den es gibt,")]
    [TestCase("Mail:Host", "mail.example.de:587", "ohne Port")]
    [TestCase("Mail:Host", "smtp://mail.example.de", "ohne etwas davor")]
    [TestCase("Mail:Bounces", "imap://mail.example/INBOX", "imaps://NAME@SERVER/INBOX")]
    public void A_setting_that_leads_nowhere_is_refused_with_the_right_form(string key, string value, string form) =>
        A_setting_that_cannot_work_is_refused_with_the_right_form(key, value, form);

    [TestCase("Hub:BasUrl", "Hub__BasUrl gibt es nicht. Meinten Sie Hub__BaseUrl?")]
    [TestCase("Hub:Mail:Hots", "Hub__Mail__Hots gibt es nicht. Meinten Sie Hub__Mail__Host?")]
    [TestCase("Hub:Security", "Hub__Security gibt es nicht. Meinten Sie Hub__Mail__Security?")]
    [TestCase("Hub:Mail_Host", "Hub__Mail_Host gibt es nicht. Meinten Sie Hub__Mail__Host?")]
    [TestCase("Hub:Mail", "Hub__Mail gibt es nicht.")]
    [TestCase("Hub:Port:Nummer", "Hub__Port__Nummer gibt es nicht.")]
    [TestCase("Hub:Farbe", "Alle Namen stehen in der README")]
    [TestCase("ConnectionString:Hub", "Meinten Sie ConnectionStrings__Hub?")]
    [TestCase("ConnectionStrings:Hubb", "Meinten Sie ConnectionStrings__Hub?")]
    public void A_setting_that_does_not_exist_is_refused_with_the_name_that_was_meant(string key, string words)
    {
        // What is misspelt may be a password.
        var refused = Assert.Throws<NotSupportedException>(() => ReadAll((key, "ein Geheimnis")));
        Assert.That(refused.Message, Does.Contain(words).And.Not.Contain("Geheimnis"));
    }

    [Test]
    public void All_that_is_wrong_is_told_at_once() => Assert.That(
        () => ReadAll(("Hub:Prot", "80"), ("Hub:Jobs", "ja"), ("Hub:Mail:Port", "smtp")),
        Throws.TypeOf<NotSupportedException>().With.Message.Contains("Hub__Prot")
            .And.Message.Contains("Hub__Jobs").And.Message.Contains("Hub__Mail__Port"));

    [TestCase("HUB_BASEURL")]
    [TestCase("HubBaseUrl")]
    public void A_name_that_only_looks_like_a_setting_is_told_and_stops_nothing(string name)
    {
        var reading = SettingsReader.Consider(Configuration((name, "https://netzwerk.example.de")));
        Assert.That(reading.Faults, Is.Empty);
        Assert.That(reading.Doubts, Is.EqualTo(new[] { $"{name} wird nicht gelesen. Meinten Sie Hub__BaseUrl?" }));
    }

    [Test]
    public void What_can_be_read_is_read_beside_what_cannot()
    {
        var reading = SettingsReader.Consider(Configuration(("Hub:Port", "achtzig"), ("Hub:Theme", "neutral")));
        Assert.That(reading.Settings.Port, Is.EqualTo(5080));
        Assert.That(reading.Settings.Theme, Is.EqualTo("neutral"));
    }

    [Test]
    public void Every_setting_that_the_README_names_exists()
    {
        var readme = File.ReadAllText(Path.Combine(HubFolders.Find("src"), "..", "README.md"));
        var named = NameInReadme().Matches(readme).Select(match => match.Value).Distinct()
            .Select(name => (name.Replace("__", ":", StringComparison.Ordinal), ""));
        var unknown = SettingsReader.Consider(Configuration([.. named])).Faults
            .Where(fault => fault.Contains("gibt es nicht", StringComparison.Ordinal));
        Assert.That(unknown, Is.Empty);
    }

    [Test]
    public void What_works_and_is_hardly_meant_is_doubted() => Assert.That(
        new HubSettings { Mail = { Host = "mail.example.de", User = "netzwerk", Port = 465 } }.Doubts(),
        Has.Exactly(1).Contains("Hub__BaseUrl ist leer")
            .And.Exactly(1).Contains("nur eins gesetzt").And.Exactly(1).Contains("Hub__Mail__Security=Tls"));

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

    private static HubSettings Read(string key, string value) => ReadAll(($"Hub:{key}", value));

    private static HubSettings ReadAll(params (string Key, string Value)[] set) =>
        SettingsReader.Read(Configuration(set));

    private static IConfiguration Configuration(params (string Key, string Value)[] set) => new ConfigurationBuilder()
        .AddInMemoryCollection(set.Select(pair => new KeyValuePair<string, string?>(pair.Key, pair.Value))).Build();

    [GeneratedRegex("Hub(?:__[A-Za-z]+)+")]
    private static partial Regex NameInReadme();
}
