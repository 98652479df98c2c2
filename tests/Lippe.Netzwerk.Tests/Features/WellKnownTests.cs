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
    public async Task Search_engines_are_kept_out_of_members_pages_only()
    {
        using var visitor = _hub.Visitor();

        var answer = await visitor.SendAsync(HttpMethod.Get, "/robots.txt");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');

        Assert.That(lines, Does.Contain("Disallow: /mitglieder").And.Contain("Disallow: /profil"));
        Assert.That(lines, Does.Contain("Allow: /"));
        Assert.That(lines, Does.Not.Contain("Disallow: /projekte").And.Not.Contain("Disallow: /"));
    }
}
