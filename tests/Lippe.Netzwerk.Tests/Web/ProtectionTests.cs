using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Web;

/// <summary>Headers, cookies and limits.</summary>
public sealed class ProtectionTests : HubTests
{
    [TestCase("https://netzwerk.example/", 200)]
    [TestCase("https://netzwerk.example/suche", 200)]
    [TestCase("https://netzwerk.example/gibt-es-nicht", 404)]
    [TestCase("https://netzwerk.example/leitfaeden/neu", 302)]
    [TestCase("https://netzwerk.example/site.css", 200)]
    [TestCase("https://netzwerk.example/theme/theme.css", 200)]
    [TestCase("https://netzwerk.example/health/live", 200)]
    public async Task Every_answer_carries_the_protective_headers(string address, int status)
    {
        using var browser = Hub.Visitor();
        var answer = await browser.Client.GetAsync(new Uri(address));
        string Header(string name) =>
            answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : "";
        var policy = Header("Content-Security-Policy");
        Assert.That((int)answer.StatusCode, Is.EqualTo(status));
        Assert.Multiple(() =>
        {
            Assert.That(policy, Does.Contain("default-src 'none'").And.Contain("frame-ancestors 'none'"));
            Assert.That(policy, Does.Not.Contain("unsafe").And.Not.Contain("*"));
            Assert.That(Header("Strict-Transport-Security"), Is.EqualTo("max-age=31536000"));
            Assert.That(Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
            Assert.That(Header("Referrer-Policy"), Is.EqualTo("same-origin"));
            Assert.That(Header("Permissions-Policy"), Does.Contain("geolocation=()"));
            Assert.That(Header("Server"), Is.Empty);
        });
    }

    [Test]
    public async Task A_page_takes_nothing_from_other_hosts()
    {
        foreach (var path in (string[])["/", "/leitfaeden", "/suche", "/gibt-es-nicht"])
        {
            var page = await Visitor.GetAsync(path);
            var sources = page.Document
                .QuerySelectorAll("script, img, link:not([rel=canonical]), source, iframe, video, audio")
                .Select(e => e.GetAttribute("src") ?? e.GetAttribute("href") ?? "")
                .ToList();
            Assert.That(sources, Has.All.StartsWith("/").And.None.StartsWith("//"), path);
        }
    }

    [Test]
    public async Task Cookies_over_https_are_for_the_server_over_https_only()
    {
        using var visitor = Hub.Visitor();
        using var writer = await Hub.SignInAsync(Role.Officer);
        var form = await writer.Client.GetAsync(new Uri("https://localhost/leitfaeden/neu"));
        var page = new AngleSharp.Html.Parser.HtmlParser().ParseDocument(await form.Content.ReadAsStringAsync());
        var token = page.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value");
        using var content = new FormUrlEncodedContent(
        [
            new("__RequestVerificationToken", token),
            new("Title", "Über https"),
            new("Municipality", "lemgo"),
            new("Visibility", "Public"),
        ]);
        var saved = await writer.Client.PostAsync(new Uri("https://localhost/leitfaeden/neu"), content);
        Assert.That(saved.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));

        var cookies = new[] { form, saved }.SelectMany(CookiesOf).ToList();
        var names = cookies.Select(cookie => cookie.Split('=')[0]);
        Assert.That(names, Is.SupersetOf(new[] { "netzwerk-formular", "netzwerk-hinweis" }));
        foreach (var cookie in cookies)
        {
            Assert.That(
                cookie.ToLowerInvariant(),
                Does.Contain("; secure").And.Contain("; httponly").And.Match("; samesite=(lax|strict)"),
                cookie);
        }
    }

    [TestCase("/leitfaeden/neu")]
    [TestCase("/anmelden")]
    public async Task Too_large_an_input_is_refused_in_words(string path)
    {
        using var content = new FormUrlEncodedContent([new("Body", new string('x', 7 * 1024 * 1024))]);
        var answer = await Officer.SendAsync(HttpMethod.Post, path, content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(await answer.Content.ReadAsStringAsync(), Does.Contain("Das ist zu viel auf einmal"));
    }

    [TestCase("/leitfaeden/neu", "/anmelden?zurueck=%2Fleitfaeden%2Fneu")]
    [TestCase("/einladungen?seite=2", "/anmelden?zurueck=%2Feinladungen%3Fseite%3D2")]
    public async Task A_redirect_never_names_the_host_of_the_request(string path, string target)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "evil.example" } };
        var answer = await Visitor.Client.SendAsync(request);
        Assert.That(answer.Headers.Location!.OriginalString, Is.EqualTo(target));
    }

    [Test]
    public async Task Too_many_searches_are_refused_in_words_and_each_member_counts_alone()
    {
        await using var hub = await TestHub.StartAsync();
        using var visitor = hub.Visitor();
        using var reader = await hub.SignInAsync(Role.Reader);
        HttpResponseMessage answer;
        var asked = 0;
        do
        {
            answer = await visitor.SendAsync(HttpMethod.Get, "/suche");
            asked++;
        }
        while (answer.StatusCode == HttpStatusCode.OK && asked < 1000);

        Assert.That(asked, Is.EqualTo(121));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(text, Does.Contain("Zu viele Anfragen").And.Contain("lang=\"de\""));
        Assert.That((await reader.GetAsync("/suche")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private static IEnumerable<string> CookiesOf(HttpResponseMessage answer) =>
        answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : [];
}
