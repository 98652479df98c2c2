using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Tests.Web;

public sealed class DeviceNameTests
{
    [TestCase("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox unter Windows")]
    [TestCase(
        "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0",
        "Edge unter Windows")]
    [TestCase(
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36",
        "Chrome unter Android")]
    [TestCase(
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/142.0 Safari/604.1",
        "Chrome auf dem iPhone")]
    [TestCase("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Version/18.5 Safari/605.1.15", "Safari auf dem Mac")]
    [TestCase("curl/8.14", "Unbekannter Browser")]
    [TestCase(null, "Unbekannter Browser")]
    public void A_browser_is_called_as_its_user_calls_it(string? userAgent, string name) =>
        Assert.That(DeviceName.Of(userAgent), Is.EqualTo(name));
}
