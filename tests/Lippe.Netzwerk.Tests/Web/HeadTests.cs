using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>HEAD is asked of a real server, because only that leaves bodies out.</summary>
public sealed class HeadTests
{
    // Headers that are each answer's own.
    private static readonly string[] Own = ["Date", "Age", "Set-Cookie", "Transfer-Encoding"];

    private TestHub _hub = null!;
    private HttpClient _client = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _hub = await TestHub.StartAsync(address: "http://127.0.0.1:0");
        await _hub.AddGuideAsync("Kopf", "Ein Text.");
        var sender = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        _client = new HttpClient(sender) { BaseAddress = _hub.Address };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [TestCase("/")]
    [TestCase("/leitfaeden")]
    [TestCase("/leitfaeden/kopf")]
    [TestCase("/projekte")]
    [TestCase("/protokolle")]
    [TestCase("/suche")]
    [TestCase("/suche?q=kopf")]
    [TestCase("/suche/vorschlaege?q=kopf")]
    [TestCase("/kommunen")]
    [TestCase("/kommunen/lemgo")]
    [TestCase("/impressum")]
    [TestCase("/datenschutz")]
    [TestCase("/barrierefreiheit")]
    [TestCase("/.well-known/security.txt")]
    [TestCase("/robots.txt")]
    [TestCase("/monatsbriefe")]
    [TestCase("/monatsbriefe/atom.xml")]
    [TestCase("/anmelden")]
    [TestCase("/passwort/vergessen")]
    [TestCase("/einladungen/unbekannt")]
    [TestCase("/leitfaeden/neu")]
    [TestCase("/gibt-es-nicht")]
    [TestCase("/site.css")]
    [TestCase("/theme/theme.css")]
    [TestCase("/health/live")]
    [TestCase("/health/ready")]
    public async Task Head_is_answered_like_get_without_the_body(string path)
    {
        var get = await _client.GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Head, path);
        var head = await _client.SendAsync(request);
        Assert.That(head.StatusCode, Is.EqualTo(get.StatusCode));
        Assert.That(await head.Content.ReadAsByteArrayAsync(), Is.Empty);
        Assert.That(HeadersOf(head), Is.EqualTo(HeadersOf(get)));
    }

    private static IEnumerable<string> HeadersOf(HttpResponseMessage answer) => answer.Headers
        .Concat(answer.Content.Headers.Where(header => header.Key == "Content-Type"))
        .Where(header => !Own.Contains(header.Key))
        .Select(header => $"{header.Key}: {string.Join(", ", header.Value)}")
        .Order(StringComparer.Ordinal);
}
