using System.Net;
using Lippe.Netzwerk.Web;

namespace Lippe.Netzwerk.Tests.Web;

public sealed class RequestSourceTests
{
    [TestCase("203.0.113.9", "203.0.113.10", false)]
    [TestCase("203.0.113.9", "::ffff:203.0.113.9", true)]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true, Description = "one line has a whole network")]
    [TestCase("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    public void Requests_of_one_line_come_from_one_source(string one, string other, bool isSame) => Assert.That(
        RequestSource.Of(IPAddress.Parse(one)) == RequestSource.Of(IPAddress.Parse(other)), Is.EqualTo(isSame));
}
