using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Documents;

public sealed class DocumentsTests : HubTests
{
    [Test]
    public async Task A_new_document_is_a_draft_that_visitors_do_not_see()
    {
        var page = await CreateAsync(new { Title = "Erster Entwurf", Body = "Ein **Satz**." });
        Assert.That((page.Path, page.Heading), Is.EqualTo(("/leitfaeden/erster-entwurf", "Erster Entwurf")));
        Assert.That(page.Text, Does.Contain("ist als Entwurf gespeichert").And.Contain("Ein Satz."));
        Assert.That((await Visitor.GetAsync(page.Path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_message_is_shown_once()
    {
        var page = await CreateAsync(new { Title = "Eine Meldung" });
        Assert.That((await Officer.GetAsync(page.Path)).Text, Does.Not.Contain("ist als Entwurf gespeichert"));
    }

    [Test]
    public async Task A_public_document_is_read_by_visitors_at_once()
    {
        var page = await CreateAsync(new
        {
            Title = "Sofort öffentlich",
            Summary = "Kurz.",
            Body = "Lang.",
            Visibility = "Public",
            Publish = "true",
        });
        Assert.That(page.Text, Does.Contain("ist veröffentlicht"));
        var read = await Visitor.GetAsync("/leitfaeden/sofort-oeffentlich");
        Assert.That(read.Text, Does.Contain("Kurz.").And.Contain("Lang."));
    }

    [Test]
    public async Task Publishing_without_a_summary_shows_an_error_and_keeps_the_input()
    {
        var page = await CreateAsync(new
        {
            Title = "Ohne Zusammenfassung",
            Body = "Der ganze Text.",
            Topics = new[] { "mobilitaet" },
            Publish = "true",
        });
        var error = page.Document.QuerySelector("#Summary-fehler")!;
        var summary = page.Document.QuerySelector("#Summary")!;
        var title = page.Document.QuerySelector("#Title")!;
        var topic = page.Document.QuerySelector("input[name=Topics][value=mobilitaet]")!;
        Assert.Multiple(() =>
        {
            Assert.That(error.TextContent, Does.Contain("Zum Veröffentlichen fehlt die Zusammenfassung"));
            Assert.That(summary.GetAttribute("aria-describedby"), Does.Contain("Summary-fehler"));
            Assert.That(page.Document.QuerySelector(".ln-errors a[href='#Summary']"), Is.Not.Null);
            Assert.That(page.Document.QuerySelector("title")!.TextContent, Does.StartWith("Fehler: "));
            Assert.That(title.GetAttribute("value"), Is.EqualTo("Ohne Zusammenfassung"));
            Assert.That(page.Document.QuerySelector("#Body")!.TextContent.Trim(), Is.EqualTo("Der ganze Text."));
            Assert.That(topic.HasAttribute("checked"), Is.True);
        });
        Assert.That(await CountAsync("Ohne Zusammenfassung"), Is.Zero);
    }

    [Test]
    public async Task A_published_document_keeps_its_summary()
    {
        await CreateAsync(new { Title = "Bleibt vollständig", Summary = "Kurz.", Body = "Lang.", Publish = "true" });
        var page = await EditAsync("/leitfaeden/bleibt-vollstaendig", new { Summary = "", Body = "Länger." });
        Assert.That(page.Document.QuerySelector("#Summary-fehler"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("#Body")!.TextContent.Trim(), Is.EqualTo("Länger."));
        var stored = await Officer.GetAsync("/leitfaeden/bleibt-vollstaendig");
        Assert.That(stored.Text, Does.Contain("Kurz.").And.Not.Contain("Länger."));
    }

    [Test]
    public async Task A_document_needs_a_title()
    {
        var page = await CreateAsync(new { Title = " \t ", Body = "Text" });
        var error = page.Document.QuerySelector("#Title-fehler")!;
        Assert.That(error.TextContent, Does.Contain("Geben Sie einen Titel ein."));
    }

    [Test]
    public async Task A_title_of_ten_kilobytes_is_refused_and_kept()
    {
        var title = new string('x', 10_240);
        var page = await CreateAsync(new { Title = title });
        Assert.That(page.Document.QuerySelector("#Title-fehler")!.TextContent, Does.Contain("10.240 Zeichen"));
        Assert.That(page.Document.QuerySelector("#Title")!.GetAttribute("value"), Is.EqualTo(title));
    }

    [Test]
    public async Task Control_characters_are_dropped_from_every_field()
    {
        const string Dirty = "Sau\u0002ber\u0001\u001b";
        var page = await CreateAsync(
            new
            {
                Title = Dirty + " gemacht",
                Summary = Dirty,
                Body = Dirty,
                Note = Dirty,
                Successor = Dirty,
            },
            "/projekte");
        Assert.That(page.Path, Is.EqualTo("/projekte/sauber-gemacht"), page.Text);
        Assert.That((await Officer.GetAsync($"{page.Path}/versionen")).Text, Does.Contain("Sauber"));
    }

    [TestCase("Topics", "gibt-es-nicht", "Wählen Sie nur Themen aus der Liste.")]
    [TestCase("Municipality", "entenhausen", "Wählen Sie eine Kommune, für die Sie schreiben.")]
    [TestCase("Municipality", "detmold", "Wählen Sie eine Kommune, für die Sie schreiben.")]
    [TestCase("ResponsibleId", "00000000-0000-0000-0000-000000000001", "kein Mitglied mehr")]
    [TestCase("ResponsibleId", "niemand", "passt hier nicht")]
    [TestCase("Visibility", "Nobody", "passt hier nicht")]
    [TestCase("ReviewDue", "31.02.2026", "von 1900 bis 2100")]
    [TestCase("ReviewDue", "9999-12-31", "Nächste Prüfung")]
    public async Task A_value_the_form_does_not_offer_is_refused(string field, string value, string message)
    {
        var form = await Officer.GetAsync("/leitfaeden/neu");
        var page = await Officer.SubmitAsync(
            form, [new("Title", "Erfundene Werte"), new(field, value)], "/leitfaeden/neu");
        Assert.That(page.Text, Does.Contain(message));
        Assert.That(await CountAsync("Erfundene Werte"), Is.Zero);
    }

    [Test]
    public async Task An_officer_is_offered_the_own_municipality_only()
    {
        const string Choices = "#Municipality option";
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var own = (await Officer.GetAsync("/leitfaeden/neu")).Document.QuerySelectorAll(Choices);
        var all = (await coordinator.GetAsync("/leitfaeden/neu")).Document.QuerySelectorAll(Choices);
        Assert.That(own.Select(option => option.TextContent), Is.EqualTo(new[] { "Lemgo" }));
        Assert.That(all, Has.Length.EqualTo(18));
    }

    [TestCase("/leitfaeden")]
    [TestCase("/projekte")]
    [TestCase("/protokolle")]
    public async Task Readers_do_not_write(string list)
    {
        var form = await Officer.GetAsync($"{list}/neu");
        Assert.That((await Reader.GetAsync($"{list}/neu")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var answer = await Reader.SubmitAsync(form, new { Title = "Von Leser:innen" }, $"{list}/neu");
        Assert.That(answer.Status, Is.Not.EqualTo(HttpStatusCode.OK));
        Assert.That(await CountAsync("Von Leser:innen"), Is.Zero);
    }

    [Test]
    public async Task Documents_of_one_title_get_addresses_of_their_own()
    {
        (string Title, string Path)[] expected =
        [
            ("Zweimal", "/leitfaeden/zweimal"),
            ("Zweimal", "/leitfaeden/zweimal-2"),
            ("Zweimal!", "/leitfaeden/zweimal-3"),
        ];
        foreach (var (title, path) in expected)
            Assert.That((await CreateAsync(new { Title = title })).Path, Is.EqualTo(path));
    }

    [Test]
    public async Task The_address_of_the_form_is_not_given_away() =>
        Assert.That((await CreateAsync(new { Title = "Neu" })).Path, Is.EqualTo("/leitfaeden/neu-2"));

    [Test]
    public async Task Documents_of_one_title_created_at_the_same_moment_are_all_kept()
    {
        var forms = new List<TestPage>();
        for (var writer = 0; writer < 5; writer++)
            forms.Add(await Officer.GetAsync("/protokolle/neu"));
        var pages = await Task.WhenAll(
            forms.Select(form => Officer.SubmitAsync(form, new { Title = "Zugleich" }, "/protokolle/neu")));
        Assert.That(pages.Select(page => page.Path), Is.Unique);
        Assert.That(await CountAsync("Zugleich"), Is.EqualTo(5));
    }

    [Test]
    public async Task A_preview_shows_the_text_and_saves_nothing()
    {
        var page = await CreateAsync(new
        {
            Title = "Nur geschaut",
            Body = "## Abschnitt\n\n<script>x</script>",
            Preview = "true",
        });
        Assert.That(page.Document.QuerySelector("main .ln-prose h2")!.TextContent, Is.EqualTo("Abschnitt"));
        Assert.That(page.Document.QuerySelectorAll("main script"), Is.Empty);
        Assert.That(page.Text, Does.Contain("Gespeichert ist noch nichts."));
        Assert.That(await CountAsync("Nur geschaut"), Is.Zero);
    }

    private Task<int> CountAsync(string title) =>
        Hub.WithStoreAsync(session => session.Query<Document>().CountAsync(d => d.Title == title));
}
