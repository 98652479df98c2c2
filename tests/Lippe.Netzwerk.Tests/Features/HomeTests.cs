using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class HomeTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _hub = await TestHub.StartAsync();
        await _hub.AddDocumentAsync("Öffentlicher Leitfaden");
        await _hub.AddDocumentAsync(
            "Leitfaden im Netzwerk", change: draft => draft with { Visibility = Visibility.Network });
        await _hub.AddDocumentAsync("Entwurf aus Lemgo", change: draft => draft with { State = DocumentState.Draft });
        var soon = _hub.Clock.Today().AddDays(10);
        await _hub.AddDocumentAsync(
            "Bald zu prüfen", DocumentKind.Project, change: draft => draft with { ReviewDue = soon });
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _hub.DisposeAsync();

    [Test]
    public async Task A_visitor_sees_what_is_public_and_nothing_else()
    {
        using var visitor = _hub.Visitor();
        var page = await visitor.GetAsync("/");
        Assert.Multiple(() =>
        {
            Assert.That(page.Text, Does.Contain("Öffentlicher Leitfaden"));
            Assert.That(page.Text, Does.Not.Contain("Leitfaden im Netzwerk"));
            Assert.That(page.Text, Does.Not.Contain("Entwurf aus Lemgo"));
            Assert.That(page.Text, Does.Not.Contain("Ihre Kommune:"));
        });
    }

    [Test]
    public async Task An_officer_sees_the_drafts_and_reviews_of_their_municipality()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        var page = await officer.GetAsync("/");
        var own = page.Document.QuerySelector("section[aria-labelledby=eigene]")!.TextContent;
        Assert.That(own, Does.Contain("Lemgo").And.Contain("Entwurf aus Lemgo").And.Contain("Bald zu prüfen"));
        Assert.That(page.Text, Does.Contain("Leitfaden im Netzwerk"));
    }

    [Test]
    public async Task An_officer_of_another_municipality_sees_neither()
    {
        using var officer = await _hub.SignInAsync(Role.Officer, "lage");
        var page = await officer.GetAsync("/");
        var own = page.Document.QuerySelector("section[aria-labelledby=eigene]")!.TextContent;
        Assert.That(own, Does.Contain("Lage").And.Not.Contain("Entwurf aus Lemgo"));
        Assert.That(own, Does.Not.Contain("Prüfung bis"));
    }

    [Test]
    public async Task Topics_kinds_and_municipalities_are_counted_as_the_viewer_sees_them()
    {
        await using var hub = await TestHub.StartAsync();
        await hub.AddDocumentAsync("Eins", change: draft => draft with { Topics = ["mobilitaet", "verwaltung"] });
        await hub.AddDocumentAsync(
            "Zwei", municipality: "lage", change: draft => draft with { Topics = ["mobilitaet"] });
        await hub.AddDocumentAsync("Drei", DocumentKind.Project, change: draft => draft with
        {
            Topics = ["mobilitaet"],
            Visibility = Visibility.Network,
        });
        using var visitor = hub.Visitor();
        using var reader = await hub.SignInAsync(Role.Reader);
        var (open, whole) = (await visitor.GetAsync("/"), await reader.GetAsync("/"));
        Assert.That(CountBeside(open, "/suche?thema=mobilitaet"), Does.EndWith("2 Dokumente"));
        Assert.That(CountBeside(whole, "/suche?thema=mobilitaet"), Does.EndWith("3 Dokumente"));
        Assert.That(CountBeside(whole, "/suche?thema=verwaltung"), Does.EndWith("1 Dokument"));
        Assert.That(CountBeside(whole, "/kommunen/lemgo"), Does.EndWith("2 Dokumente"));
        Assert.That(CountBeside(open, "/kommunen/lemgo"), Does.EndWith("1 Dokument"));
        Assert.That(open.Document.QuerySelector(".ln-hero__hints")!.TextContent.Trim(), Is.EqualTo("2 Leitfäden"));
    }

    [Test]
    public async Task A_page_sets_no_cookie_for_a_visitor()
    {
        using var visitor = _hub.Visitor();
        var answer = await visitor.SendAsync(HttpMethod.Get, "/");
        Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
    }

    [Test]
    public async Task A_message_is_shown_once()
    {
        using var officer = await _hub.SignInAsync(Role.Officer);
        var form = await officer.GetAsync("/leitfaeden/neu");
        var saved = await officer.SubmitAsync(form, new { Title = "Mit Hinweis" });
        Assert.That(saved.Document.QuerySelector("[role=status]")?.TextContent, Does.Contain("gespeichert"));
        Assert.That((await officer.GetAsync(saved.Path)).Document.QuerySelector(".ln-notice"), Is.Null);
    }

    private static string CountBeside(TestPage page, string link) =>
        page.Document.QuerySelector($":is(.ln-topics, .ln-places) a[href='{link}']")!.ParentElement!.TextContent.Trim();
}
