using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class WellKnownTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Whoever_finds_a_weakness_learns_whom_to_tell_and_until_when_that_holds()
    {
        using var visitor = _hub.Visitor();

        var answer = await visitor.SendAsync(HttpMethod.Get, "/.well-known/security.txt");

        Assert.That(answer.Content.Headers.ContentType!.ToString(), Is.EqualTo("text/plain; charset=utf-8"));
        Assert.That(await answer.Content.ReadAsStringAsync(), Is.EqualTo(
            """
            Contact: mailto:kontakt@lippe-netzwerk.example
            Expires: 2027-11-23T00:00:00Z
            Preferred-Languages: de, en
            Canonical: http://localhost/.well-known/security.txt

            """));
    }

    [Test]
    public async Task Search_engines_are_told_what_everybody_may_read()
    {
        await _hub.AddGuideAsync("Für alle", "Text.");
        await _hub.AddDocumentAsync("Nur wir", change: draft => draft with { Visibility = Visibility.Network });
        using var coordinator = await _hub.SignInAsync(Role.Coordinator);

        var answer = await coordinator.SendAsync(HttpMethod.Get, "/sitemap.xml");
        var map = await answer.Content.ReadAsStringAsync();

        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/xml"));
        Assert.That(map, Does.Contain("<loc>http://localhost/leitfaeden/fuer-alle</loc>"));
        Assert.That(map, Does.Contain("<loc>http://localhost/kommunen/lemgo</loc>").And.Not.Contain("nur-wir"));
    }

    [Test]
    public async Task A_browser_that_reads_no_page_finds_the_picture_of_the_hub()
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Get, "/favicon.ico");
        Assert.That(answer.Content.Headers.ContentType!.MediaType, Is.EqualTo("image/svg+xml"));
    }

    [Test]
    public async Task Search_engines_are_kept_out_of_members_pages_only()
    {
        using var visitor = _hub.Visitor();

        var answer = await visitor.SendAsync(HttpMethod.Get, "/robots.txt");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');

        Assert.That(lines, Does.Contain("Disallow: /mitglieder").And.Contain("Disallow: /profil"));
        Assert.That(lines, Does.Contain("Allow: /").And.Contain("Sitemap: http://localhost/sitemap.xml"));
        Assert.That(lines, Does.Not.Contain("Disallow: /projekte").And.Not.Contain("Disallow: /"));
    }
}
