using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Revisions;

public sealed class RevisionsTests : HubTests
{
    private const string Path = "/leitfaeden/mit-geschichte";

    [OneTimeSetUp]
    public async Task Write()
    {
        await Hub.AddDocumentAsync("Mit Geschichte", change: draft => draft with
        {
            Body = "Der Bus fährt stündlich.",
            Visibility = Visibility.Network,
        });
        await EditAsync(Path, new { Body = "Der Bus fährt halbstündlich.", Note = "Neuer <b>Fahrplan</b>" });
        await EditAsync(Path, new { Title = "Mit langer Geschichte", Note = "" });
    }

    [Test]
    public async Task The_list_shows_every_save_with_author_and_note()
    {
        var page = await Reader.GetAsync($"{Path}/versionen");
        var headings = page.Document.QuerySelectorAll(".ln-timeline h2").Select(h => h.TextContent.Trim());
        Assert.That(headings, Is.EqualTo(new[] { "Version 3 (aktuell)", "Version 2", "Version 1" }));
        Assert.That(page.Text, Does.Contain("Officer aus lemgo").And.Contain("Import"));
        Assert.That(page.Text, Does.Contain("Neuer <b>Fahrplan</b>"));
        Assert.That(page.Document.QuerySelectorAll("main form"), Is.Empty, "readers restore nothing");
    }

    [Test]
    public async Task An_old_version_is_shown_as_it_was()
    {
        var page = await Reader.GetAsync($"{Path}/versionen/1");
        Assert.That(page.Heading, Is.EqualTo("Mit Geschichte"));
        Assert.That(page.Text, Does.Contain("Sie sehen eine alte Version.").And.Contain("stündlich"));
    }

    [TestCase("/versionen/2/vergleich")]
    [TestCase("/versionen/1/vergleich?mit=2")]
    [TestCase("/versionen/2/vergleich?mit=1&ansicht=nebeneinander")]
    public async Task Two_versions_are_compared_word_by_word(string address)
    {
        var page = await Reader.GetAsync(Path + address);
        var removed = page.Document.QuerySelectorAll(".ln-diff del").Select(e => e.TextContent.Trim());
        var added = page.Document.QuerySelectorAll(".ln-diff ins").Select(e => e.TextContent.Trim());
        var isTable = address.Contains("neben", StringComparison.Ordinal);
        Assert.That(removed, Does.Contain("stündlich"));
        Assert.That(added, Does.Contain("halbstündlich"));
        Assert.That(page.Document.QuerySelector("table"), isTable ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task A_comparison_speaks_the_words_of_the_form()
    {
        var project = await Hub.AddDocumentAsync("Worte", DocumentKind.Project, change: draft => draft with
        {
            State = DocumentState.Draft,
            Visibility = Visibility.Network,
            Topics = ["verwaltung"],
            Facts = new ProjectFacts { EffortPersonDays = 3 },
        });
        await Hub.ReviseAsync(project, draft => draft with
        {
            State = DocumentState.Published,
            Visibility = Visibility.Public,
            Facts = new ProjectFacts { EffortPersonDays = 2.5m },
        });
        var page = await Officer.GetAsync($"{project.Address()}/versionen/2/vergleich");
        Assert.That(page.Heading, Is.EqualTo("Versionen 1 und 2 im Vergleich"));
        string[] shown = ["Stand:", "Veröffentlicht", "Sichtbarkeit:", "Öffentlich", "2,5", "Kommune: Lemgo"];
        foreach (var words in shown)
            Assert.That(page.Text, Does.Contain(words));
        Assert.That(page.Document.QuerySelector(".ln-diff.ln-panel")!.TextContent,
            Does.Not.Match("status|entwurf|oeffentlich|netzwerk|_|kommune|---"));
    }

    [Test]
    public async Task A_version_does_not_differ_from_itself()
    {
        var page = await Reader.GetAsync($"{Path}/versionen/2/vergleich?mit=2");
        Assert.That(page.Text, Does.Contain("denselben Inhalt"));
    }

    [TestCase("/versionen/0")]
    [TestCase("/versionen/4")]
    [TestCase("/versionen/-1")]
    [TestCase("/versionen/99999999999999")]
    [TestCase("/versionen/eins")]
    [TestCase("/versionen/1/vergleich")]
    [TestCase("/versionen/2/vergleich?mit=77")]
    public async Task A_version_that_does_not_exist_is_not_found(string address) =>
        Assert.That((await Reader.GetAsync(Path + address)).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Visitors_are_asked_to_sign_in()
    {
        var answer = await Visitor.SendAsync(HttpMethod.Get, $"{Path}/versionen");
        Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/anmelden?zurueck="));
    }

    [Test]
    public async Task Restoring_brings_the_words_back_and_changes_neither_state_nor_visibility()
    {
        await Hub.AddDocumentAsync("Zurück", change: draft => draft with
        {
            Body = "Alt.",
            State = DocumentState.Draft,
            Visibility = Visibility.OwnMunicipality,
        });
        await EditAsync("/leitfaeden/zurueck", new
        {
            Title = "Vorwärts",
            Summary = "Kurz",
            Body = "Neu.",
            Visibility = "Public",
            Publish = "true",
        });
        var restoration = "/leitfaeden/zurueck/versionen/1/wiederherstellung";
        var list = await Officer.GetAsync("/leitfaeden/zurueck/versionen");
        var question = await Officer.SubmitAsync(list, new { }, restoration);
        var after = await Officer.SubmitAsync(question, new { }, restoration);

        Assert.That(after.Text, Does.Contain("Version 1 ist wiederhergestellt, als Version 3."));
        var stored = await Hub.WithStoreAsync(session => session.Query<Guide>().SingleAsync(g => g.Slug == "zurueck"));
        Assert.That((stored.Title, stored.Version), Is.EqualTo(("Zurück", 3L)));
        var newest = await Hub.WithStoreAsync(session =>
            session.Query<Revision>().SingleAsync(r => r.DocumentId == stored.Id && r.Number == 3));
        Assert.That(newest.Body, Is.EqualTo("Alt."));
        Assert.That((stored.State, stored.Visibility), Is.EqualTo((DocumentState.Published, Visibility.Public)));
        Assert.That((await Officer.GetAsync("/leitfaeden/zurueck/versionen/2")).Text, Does.Contain("Neu."));
    }

    [TestCase(DocumentState.Draft, Visibility.Network, "wer für „Lemgo“ schreibt")]
    [TestCase(DocumentState.Published, Visibility.OwnMunicipality, "Mitglieder von „Lemgo“")]
    [TestCase(DocumentState.Published, Visibility.Network, "alle Mitglieder des Netzwerks")]
    public async Task A_version_meant_for_fewer_people_is_not_brought_back_before_it_was_asked(
        DocumentState state, Visibility visibility, string readers)
    {
        var guide = await Hub.AddDocumentAsync($"Für wenige {state} {visibility}", change: draft => draft with
        {
            Body = "Unter uns.",
            State = state,
            Visibility = visibility,
        });
        await Hub.ReviseAsync(guide, draft => draft with
        {
            Body = "Für alle.",
            State = DocumentState.Published,
            Visibility = Visibility.Public,
        });
        var restoration = $"{guide.Address()}/versionen/1/wiederherstellung";
        var list = await Officer.GetAsync($"{guide.Address()}/versionen");
        var question = await Officer.SubmitAsync(list, new { }, restoration);

        Assert.That(question.Heading, Is.EqualTo("Version 1 wiederherstellen?"));
        Assert.That(question.Text, Does.Contain(readers).And.Contain("alle, auch ohne Anmeldung"));
        Assert.That((await Visitor.GetAsync(guide.Address())).Text, Does.Contain("Für alle."));

        await Hub.ReviseAsync(guide, draft => draft with { Body = "Für wirklich alle." });
        var late = await Officer.SubmitAsync(question, new { }, restoration);
        Assert.That(late.Text, Does.Contain("Inzwischen gibt es Version 3"));
    }

    [Test]
    public async Task A_restoration_is_taken_back_with_one_click_and_so_is_that()
    {
        var guide = await Hub.AddDocumentAsync("Hin und zurück", change: draft => draft with { Body = "Eins." });
        await Hub.ReviseAsync(guide, draft => draft with { Body = "Zwei." });
        var path = $"{guide.Address()}/versionen";
        var list = await Officer.GetAsync(path);
        var after = await Officer.SubmitAsync(list, new { }, $"{path}/1/wiederherstellung");
        Assert.That((await Reader.GetAsync(guide.Address())).Text, Does.Contain("Eins."));
        Assert.That(after.Text, Does.Contain("Rückgängig"));

        var undone = await Officer.SubmitAsync(after, new { }, $"{path}/2/wiederherstellung");
        Assert.That(undone.Text, Does.Contain("Version 2 ist wiederhergestellt, als Version 4."));
        Assert.That(undone.Text, Does.Contain("Rückgängig"));
        Assert.That((await Reader.GetAsync(guide.Address())).Text, Does.Contain("Zwei."));
    }

    [Test]
    public async Task Restoring_what_holds_anyway_makes_no_version()
    {
        await Hub.AddDocumentAsync("Hin und her", change: draft => draft with { Body = "Eins." });
        await EditAsync("/leitfaeden/hin-und-her", new { Body = "Zwei." });
        await EditAsync("/leitfaeden/hin-und-her", new { Body = "Eins." });
        var list = await Officer.GetAsync("/leitfaeden/hin-und-her/versionen");
        var after = await Officer.SubmitAsync(list, new { }, "/leitfaeden/hin-und-her/versionen/1/wiederherstellung");
        Assert.That(after.Text, Does.Contain("Es bleibt bei Version 3."));
    }

    [Test]
    public async Task A_published_document_is_not_restored_to_a_version_without_a_summary()
    {
        await Hub.AddDocumentAsync(
            "Unfertig", change: draft => draft with { Summary = "", State = DocumentState.Draft });
        await EditAsync("/leitfaeden/unfertig", new { Summary = "Kurz gesagt.", Publish = true });
        var list = await Officer.GetAsync("/leitfaeden/unfertig/versionen");
        var question = await Officer.SubmitAsync(list, new { }, "/leitfaeden/unfertig/versionen/1/wiederherstellung");
        var after = await Officer.SubmitAsync(question, new { }, "/leitfaeden/unfertig/versionen/1/wiederherstellung");
        Assert.That(after.Text, Does.Contain("Version 1 hat keine Zusammenfassung. Das braucht"));
        Assert.That(
            (await Hub.WithStoreAsync(s => s.Query<Guide>().SingleAsync(g => g.Slug == "unfertig"))).Version,
            Is.EqualTo(2));
    }

    [Test]
    public async Task Restoring_keeps_facts_and_keys_the_hub_does_not_know()
    {
        var facts = new ProjectFacts
        {
            CostOnce = "5 €",
            Software = [new Software { Name = "Programm", Licence = "MIT" }],
        };
        await Hub.AddDocumentAsync("Mit allem", DocumentKind.Project, change: draft => draft with
        {
            UnknownKeys = "Quelle: Archiv\n",
            Facts = facts,
        });
        await EditAsync("/projekte/mit-allem", new { Body = "Anders." });
        var list = await Officer.GetAsync("/projekte/mit-allem/versionen");
        await Officer.SubmitAsync(list, new { }, "/projekte/mit-allem/versionen/1/wiederherstellung");
        var stored = await Hub.WithStoreAsync(session =>
            session.Query<Project>().SingleAsync(p => p.Slug == "mit-allem"));
        Assert.That((stored.UnknownKeys, stored.Facts.CostOnce), Is.EqualTo(("Quelle: Archiv\n", "5 €")));
        Assert.That(stored.Facts.Software.Single().Name, Is.EqualTo("Programm"));
    }

    [TestCase(DocumentState.Draft, Visibility.Public)]
    [TestCase(DocumentState.InReview, Visibility.Network)]
    [TestCase(DocumentState.Published, Visibility.OwnMunicipality)]
    public async Task A_version_is_seen_by_those_it_was_written_for(DocumentState state, Visibility visibility)
    {
        var guide = await Hub.AddDocumentAsync($"Früher {state} {visibility}", change: draft => draft with
        {
            Title = "Vorher geheim",
            State = state,
            Visibility = visibility,
        });
        await Hub.ReviseAsync(
            guide, draft => draft with { State = state, Visibility = visibility, Body = "Noch geheim." }, "Geheimnis");
        await Hub.ReviseAsync(guide, draft => draft with
        {
            Title = "Offen",
            State = DocumentState.Published,
            Visibility = Visibility.Public,
        });
        await Hub.ReviseAsync(guide, draft => draft with { Body = "Auch offen." });
        var path = guide.Address();
        using var stranger = await Hub.SignInAsync(Role.Officer, "detmold");
        using var coordinator = await Hub.SignInAsync(Role.Coordinator, "detmold");

        var list = await stranger.GetAsync($"{path}/versionen");
        Assert.That(list.Document.QuerySelectorAll(".ln-timeline h2").Select(h => h.TextContent.Trim()),
            Is.EqualTo(new[] { "Version 4 (aktuell)", "Version 3" }));
        Assert.That(list.Text, Does.Not.Contain("Geheimnis").And.Contain("nicht für Sie bestimmt"));
        Assert.That(list.Document.QuerySelectorAll($"a[href*='versionen/3/vergleich?mit=2']"), Is.Empty);
        string[] closed =
        [
            "/versionen/1", "/versionen/2", "/versionen/2/vergleich", "/versionen/3/vergleich",
            "/versionen/4/vergleich?mit=1", "/versionen/1/vergleich?mit=4&ansicht=nebeneinander",
        ];
        foreach (var address in closed)
        {
            Assert.That((await stranger.GetAsync(path + address)).Status, Is.EqualTo(HttpStatusCode.NotFound), address);
            Assert.That((await Officer.GetAsync(path + address)).Status, Is.EqualTo(HttpStatusCode.OK), address);
            Assert.That((await coordinator.GetAsync(path + address)).Status, Is.EqualTo(HttpStatusCode.OK), address);
        }

        var open = await stranger.GetAsync($"{path}/versionen/4/vergleich");
        var added = open.Document.QuerySelectorAll(".ln-diff ins").Select(word => word.TextContent);
        Assert.That(added, Does.Contain("Auch"));
    }

    [Test]
    public async Task A_version_of_another_owner_is_neither_seen_nor_restored_by_the_new_one()
    {
        var guide = await Hub.AddDocumentAsync("Übergeben", municipality: "detmold", change: draft => draft with
        {
            State = DocumentState.Draft,
            Body = "Nur für Detmold.",
        });
        var lemgo = await Hub.WithStoreAsync(session =>
            session.Query<Municipality>().SingleAsync(m => m.Slug == "lemgo"));
        await Hub.ReviseAsync(guide, draft => draft with { MunicipalityId = lemgo.Id, Body = "Für beide." });
        var before = await Officer.GetAsync("/leitfaeden/uebergeben/versionen/1");
        Assert.That(before.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var list = await Officer.GetAsync("/leitfaeden/uebergeben/versionen");
        var token = list.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value");
        using var content = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var answer = await Officer.SendAsync(
            HttpMethod.Post, "/leitfaeden/uebergeben/versionen/1/wiederherstellung", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_comparison_that_would_take_too_long_shows_blocks_and_says_so()
    {
        static string Lines(string word) => string.Join('\n', Enumerable.Range(0, 20_000).Select(n => $"{word} {n}"));
        var guide = await Hub.AddGuideAsync("Lang und anders", Lines("alt"));
        await Hub.ReviseAsync(guide, draft => draft with { Body = Lines("neu") });
        foreach (var view in (string[])["", "?ansicht=nebeneinander"])
        {
            var page = await Reader.GetAsync($"/leitfaeden/lang-und-anders/versionen/2/vergleich{view}");
            Assert.That(page.Text, Does.Contain("zu lang oder zu verschieden"));
            Assert.That(page.Text, Does.Contain("alt 19999").And.Contain("neu 19999"));
        }
    }
}
