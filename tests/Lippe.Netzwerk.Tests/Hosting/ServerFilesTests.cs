using System.Globalization;
using System.Text.RegularExpressions;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Web.Forms;
using Microsoft.Extensions.Configuration;

namespace Lippe.Netzwerk.Tests.Hosting;

/// <summary>What a server is set up with fits the hub.</summary>
public sealed partial class ServerFilesTests
{
    [Test]
    public void The_proxy_leaves_it_to_the_hub_to_say_that_a_text_is_too_long()
    {
        var megabytes = int.Parse(Largest().Match(Read("nginx.conf")).Groups[1].Value, CultureInfo.InvariantCulture);
        Assert.That(megabytes * 1024 * 1024, Is.GreaterThanOrEqualTo(2 * FormReading.LargestRequest));
    }

    [Test]
    public void The_example_settings_are_settings()
    {
        var settings = Setting().Matches(Read("lippe-netzwerk.env"))
            .ToDictionary(setting => setting.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal),
                setting => (string?)setting.Groups[2].Value);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        Assert.That(() => SettingsReader.Read(configuration).Require(), Throws.Nothing);
        var known = typeof(HubSettings).GetProperties().Select(property => property.Name);
        Assert.That(configuration.GetSection("Hub").GetChildren().Select(child => child.Key), Is.SubsetOf(known));
    }

    private static string Read(string name) =>
        File.ReadAllText(Path.Combine(HubFolders.Find("scripts"), "server", name));

    [GeneratedRegex(@"client_max_body_size (\d+)m;")]
    private static partial Regex Largest();

    [GeneratedRegex(@"^#?(\w+__\w+)=(.*)$", RegexOptions.Multiline)]
    private static partial Regex Setting();
}
