using System.CommandLine;
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
}
