using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Network;

public sealed class NetworkTextsTests : FreshHubTests
{
    private const string Imprint = "/netzwerk/texte/impressum";

    private TestBrowser _coordinator = null!;
    private Member _member = null!;

    [SetUp]
    public async Task SignIn()
    {
        _member = await Hub.AddMemberAsync(Role.Coordinator, name: "Kim Koordination");
        _coordinator = await Hub.SignInAsync(_member);
    }

    [TearDown]
    public void SignOut() => _coordinator.Dispose();

    [Test]
    public async Task A_text_is_edited_in_the_browser_and_read_by_everybody_at_once()
    {
        using var visitor = Hub.Visitor();
        await visitor.GetAsync("/impressum");

        var saved = await SaveAsync(Imprint, "## Angaben\n\nStadt Lemgo, **Marktplatz 1**");

        Assert.That(saved.Path, Is.EqualTo("/netzwerk"));
        Assert.That(saved.Html, Does.Contain("„Impressum“ ist gespeichert"));
        Assert.That((await visitor.GetAsync("/impressum")).Html, Does.Contain("<strong>Marktplatz 1</strong>"));
    }

    [Test]
    public async Task The_list_shows_words_and_no_markdown()
    {
        var list = await SaveAsync(Imprint, "> **Vorlage.**\n\n## Angaben\n\n- Stadt [Lemgo](https://lemgo.example)");
        Assert.That(list.Text, Does.Contain("Vorlage. Angaben Stadt Lemgo"));
    }

    [Test]
    public async Task Every_listed_text_can_be_opened()
    {
        var list = await _coordinator.GetAsync("/netzwerk");
        var links = list.Document.QuerySelectorAll("main a[href^='/netzwerk/texte/'].ln-row__title, .ln-row__title a")
            .Select(link => link.GetAttribute("href")!).ToList();
        Assert.That(links, Has.Count.GreaterThan(10));
        foreach (var link in links)
            Assert.That((await _coordinator.GetAsync(link)).Status, Is.EqualTo(HttpStatusCode.OK), link);
    }

    [Test]
    public async Task Versions_say_who_changed_what_when_and_an_old_one_comes_back()
    {
        // The files were taken over by the real clock.
        Hub.Clock.Set(DateTimeOffset.UtcNow);
        var shipped = await ValueAsync("recht/impressum");
        await SaveAsync(Imprint, "Erste eigene");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await SaveAsync(Imprint, "Zweite eigene");

        var versions = await _coordinator.GetAsync($"{Imprint}/versionen");
        Assert.That(
            versions.Text, Does.Match(@"Version 3 \(aktuell\) \d+\. \w+ \d{4}, \d\d:\d\d Uhr Kim Koordination"));
        Assert.That(versions.Text, Does.Contain("aus einer Datei"));
        var difference = await _coordinator.GetAsync($"{Imprint}/versionen/3");
        Assert.That(difference.Document.QuerySelector(".ln-panel del")!.TextContent, Does.Contain("Erste"));
        Assert.That(difference.Document.QuerySelector(".ln-panel ins")!.TextContent, Does.Contain("Zweite"));

        var form = await _coordinator.GetAsync($"{Imprint}?version=1");
        Assert.That(form.Text, Does.Contain("Im Formular steht Version 1"));
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await _coordinator.SubmitAsync(form, new { });
        Assert.That(await ValueAsync("recht/impressum"), Is.EqualTo(shipped));
        Assert.That((await _coordinator.GetAsync($"{Imprint}/versionen")).Text, Does.Contain("Version 4 (aktuell)"));
    }

    [Test]
    public async Task A_save_without_a_change_makes_no_version()
    {
        await _coordinator.SubmitAsync(await _coordinator.GetAsync(Imprint), new { });
        Assert.That((await _coordinator.GetAsync($"{Imprint}/versionen")).Text, Does.Contain("Version 1 (aktuell)"));
    }

    [Test]
    public async Task Whoever_comes_second_gets_both_texts()
    {
        var mine = await _coordinator.GetAsync(Imprint);
        await SaveAsync(Imprint, "Die andere war schneller");

        var conflict = await _coordinator.SubmitAsync(mine, new { Value = "Meine Worte" });

        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(conflict.Text, Does.Contain("Meine Worte").And.Contain("Die andere war schneller"));
        await _coordinator.SubmitAsync(conflict, new { });
        Assert.That(await ValueAsync("recht/impressum"), Is.EqualTo("Meine Worte"));
    }

    [TestCase("name", "", "darf nicht leer sein")]
    [TestCase("name", "\u200b", "darf nicht leer sein")]
    [TestCase("kontakt_mail", "keine Adresse", "vollständige E-Mail-Adresse")]
    [TestCase("impressum", " ", "darf nicht leer sein")]
    public async Task What_cannot_be_is_said_at_the_field(string text, string typed, string message)
    {
        var page = await SaveAsync($"/netzwerk/texte/{text}", typed);
        Assert.That(page.Document.QuerySelector(".kern-error")?.TextContent, Does.Contain(message));
        Assert.That(page.Document.Title, Does.StartWith("Fehler: "));
    }

    [Test]
    public async Task A_text_too_long_keeps_what_was_typed()
    {
        var page = await SaveAsync("/netzwerk/texte/name", new string('x', 301));
        Assert.That(page.Text, Does.Contain("Der Text hat 301 Zeichen"));
        Assert.That(page.Html, Does.Contain(new string('x', 301)));
    }

    [Test]
    public async Task Only_coordinators_find_these_pages()
    {
        using var officer = await Hub.SignInAsync(Role.Officer);
        foreach (var path in new[] { "/netzwerk", Imprint, $"{Imprint}/versionen", "/netzwerk/themen" })
            Assert.That((await officer.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        var imprint = await officer.GetAsync("/impressum");
        Assert.That(imprint.Html, Does.Not.Contain("/netzwerk/texte"));
    }

    [TestCase("/netzwerk/texte/gibtesnicht")]
    [TestCase("/netzwerk/texte/synonyme")]
    [TestCase("/netzwerk/texte/impressum?version=9")]
    [TestCase("/netzwerk/texte/impressum/versionen/9")]
    [TestCase("/netzwerk/dinge/impressum/versionen")]
    [TestCase("/netzwerk/themen/gibtesnicht")]
    [TestCase("/netzwerk/themen/gibtesnicht/ende")]
    [TestCase("/netzwerk/kommunen/atlantis")]
    public async Task What_is_not_there_is_not_found(string path) =>
        Assert.That((await _coordinator.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Forgetting_a_member_leaves_their_versions()
    {
        await SaveAsync(Imprint, "Neu");
        using var other = await Hub.SignInAsync(Role.Coordinator);
        var leaving = await other.GetAsync($"/mitglieder/{_member.Id}/austritt");
        await other.SubmitAsync(leaving, new { });

        var versions = await other.GetAsync($"{Imprint}/versionen");

        Assert.That(versions.Text, Does.Contain("ehemaliges Mitglied").And.Not.Contain("Kim"));
    }

    private async Task<TestPage> SaveAsync(string path, string value) =>
        await _coordinator.SubmitAsync(await _coordinator.GetAsync(path), new { Value = value });

    private Task<string> ValueAsync(string key) => Hub.WithStoreAsync(async session =>
        (await session.LoadAsync<NetworkText>(key))!.Value);
}
