using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Search;
using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Lippe.Netzwerk.Tests.Features.Search;

/// <summary>
/// What stands around the hits: filters with counts, order, sections, suggestions, similar documents, kept searches,
/// and what coordinators see.
/// </summary>
public sealed class SearchPageTests : HubTests
{
    private static readonly TimeSpan LongAgo = TimeSpan.FromDays(400);

    private TestBrowser _coordinator = null!;

    [OneTimeSetUp]
    public async Task Write()
    {
        _coordinator = await Hub.SignInAsync(Role.Coordinator);
        // Written long ago.
        Hub.Clock.Advance(-LongAgo);
        await Hub.AddDocumentAsync("Fernwärme planen", municipality: "detmold", change: draft => draft with
        {
            Topics = ["energie-umwelt"],
            Body = """
                Fernwärme Fernwärme.

                ## Netze bauen

                Rohre.

                ## Fernwärme bezahlen

                Tarife.
                """,
        });
        Hub.Clock.Advance(LongAgo);
        var lemgo = await Hub.WithStoreAsync(session =>
            session.Query<Municipality>().SingleAsync(municipality => municipality.Slug == "lemgo"));
        await Hub.AddDocumentAsync("Dampf in Lemgo", municipality: "redaktion", change: draft => draft with
        {
            ConcernsId = lemgo.Id,
            Body = "Dampfnetz von 1960.",
        });
        await Hub.AddDocumentAsync("Dampf überhaupt", change: draft => draft with { Body = "Ein Dampfnetz altert." });
        await Hub.AddDocumentAsync("Ein Quartier heizt um", DocumentKind.Project, change: draft => draft with
        {
            Body = "Auch mit Fernwärme und einer Wärmepumpe.",
        });
        await Hub.AddDocumentAsync("Geheime Wärme", DocumentKind.Project, change: draft => draft with
        {
            Visibility = Visibility.OwnMunicipality,
            Topics = ["energie-umwelt"],
            Body = "Fernwärme nur für Lemgo.",
        });
        await Hub.AddGuideAsync(
            "Wärmenetz erweitern", "Rohre verlegen, Tarife ändern, Quartier anschließen, Wärmepumpe prüfen.");
    }

    [OneTimeTearDown]
    public void Leave() => _coordinator.Dispose();

    [Test]
    public async Task Each_filter_says_how_many_documents_it_leaves()
    {
        var visitors = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme");
        Assert.That(Options(visitors, "kommune"), Is.EqualTo(new[] { "Alle Kommunen", "Detmold (1)", "Lemgo (1)" }));
        Assert.That(Options(visitors, "jahr"), Has.Count.EqualTo(3));
        Assert.That(Options(visitors, "thema"), Is.EqualTo(new[] { "Alle Themen", "Energie & Umwelt (1)" }));
        var officers = await Officer.GetAsync("/suche?q=Fernw%C3%A4rme");
        Assert.That(Options(officers, "thema"), Is.EqualTo(new[] { "Alle Themen", "Energie & Umwelt (2)" }));
    }

    [Test]
    public async Task What_others_write_about_a_municipality_is_counted_and_found_by_that()
    {
        var all = await Visitor.GetAsync("/suche?q=Dampfnetz");
        Assert.That(Options(all, "betrifft"), Is.EqualTo(new[] { "Alle", "Lemgo (1)" }));
        Assert.That(Options(all, "kommune"), Is.EqualTo(new[] { "Alle Kommunen", "Lemgo (1)", "Redaktion (1)" }));

        var narrowed = await Visitor.GetAsync("/suche?q=Dampfnetz&betrifft=lemgo&sortierung=datum");
        Assert.That(Titles(narrowed), Is.EqualTo(new[] { "Dampf in Lemgo" }));
        Assert.That(
            narrowed.Document.QuerySelector(".ln-fold summary")!.TextContent, Is.EqualTo("Filter (1): betrifft Lemgo"));
        Assert.That(
            narrowed.Document.QuerySelector("#betrifft option[selected]")!.GetAttribute("value"), Is.EqualTo("lemgo"));
        Assert.That(
            Addresses(narrowed, ".ln-tabs a[href*='leitfaeden']"),
            Is.EqualTo(new[] { "/suche?q=Dampfnetz&betrifft=lemgo&sortierung=datum&art=leitfaeden" }));
        Assert.That(
            Options(await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme"), "betrifft"), Is.Empty, "it would offer nothing");
    }

    [Test]
    public async Task Nothing_found_about_a_municipality_names_that_filter()
    {
        var page = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme&betrifft=lemgo");
        Assert.That(page.Text, Does.Contain("ohne „betrifft Lemgo“: 2 Treffer"));
        Assert.That(Titles(await Visitor.GetAsync("/suche?q=Dampfnetz&betrifft=atlantis")), Is.Empty);
    }

    [Test]
    public async Task A_kept_search_keeps_whom_it_is_about()
    {
        using var browser = await Hub.SignInAsync(Role.Reader);
        await KeepAsync(browser, "/suche?q=Dampfnetz");
        var page = await KeepAsync(browser, "/suche?q=Dampfnetz&betrifft=lemgo");
        Assert.That(
            Addresses(page, ".ln-row__title a"),
            Is.EqualTo(new[] { "/suche?q=Dampfnetz", "/suche?q=Dampfnetz&betrifft=lemgo" }));
        Assert.That(page.Text, Does.Contain("Nur was Lemgo betrifft"));
        var delete = page.Document.QuerySelectorAll("form[action$='/loeschen']")[^1].GetAttribute("action")!;
        var deleted = await browser.SubmitAsync(page, new { }, delete);
        var back = await browser.SubmitAsync(deleted, new { }, "/suche/gemerkt");
        Assert.That(Addresses(back, ".ln-row__title a"), Does.Contain("/suche?q=Dampfnetz&betrifft=lemgo"));
    }

    [Test]
    public async Task A_year_narrows()
    {
        var oldest = Options(await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme"), "jahr")[^1][..4];
        var page = await Visitor.GetAsync($"/suche?q=Fernw%C3%A4rme&jahr={oldest}");
        Assert.That(Titles(page), Is.EqualTo(new[] { "Fernwärme planen" }));
    }

    [Test]
    public async Task The_newest_come_first_when_asked_for()
    {
        var best = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme");
        Assert.That(Titles(best).First(), Is.EqualTo("Fernwärme planen"));
        var newest = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme&sortierung=datum");
        Assert.That(Titles(newest).First(), Is.EqualTo("Ein Quartier heizt um"));
    }

    [Test]
    public async Task A_hit_links_to_the_section_that_matches()
    {
        var page = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme");
        Assert.That(
            Addresses(page, ".ln-row a[href*='#']"),
            Is.EqualTo(new[] { "/leitfaeden/fernwaerme-planen#a-fernwaerme-bezahlen" }));
    }

    [Test]
    public async Task Nothing_found_names_the_filter_in_the_way()
    {
        var page = await Visitor.GetAsync("/suche?q=W%C3%A4rmepumpe&kommune=detmold");
        Assert.That(page.Text, Does.Contain("ohne „Detmold“: 2 Treffer"));
    }

    [Test]
    public async Task Nothing_found_names_what_is_archived_to_members()
    {
        await Hub.AddDocumentAsync("Sperrmüll", change: draft => draft with { State = DocumentState.Archived });
        var members = await Reader.GetAsync("/suche?q=Sperrm%C3%BCll");
        Assert.That(members.Text, Does.Contain("Nichts gefunden").And.Contain("Archiviert: 1 Treffer"));
        Assert.That(
            Addresses(members, "main .ln-chip"), Does.Contain("/suche?q=Sperrm%C3%BCll&stand=archiviert"));
        Assert.That(
            (await Visitor.GetAsync("/suche?q=Sperrm%C3%BCll")).Text, Does.Not.Contain("Archiviert: 1"));
    }

    [Test]
    public async Task A_search_for_a_member_names_the_member_to_members_only()
    {
        var member = await Hub.AddMemberAsync(Role.Reader, name: "Ludwiga Storchenschnabel");
        const string search = "/suche?q=storchenschnabel";
        Assert.That(Addresses(await Reader.GetAsync(search), "main a"), Does.Contain($"/mitglieder/{member.Id}"));
        Assert.That((await Visitor.GetAsync(search)).Html, Does.Not.Contain("Ludwiga"));
    }

    [TestCase("\"Tarife ändern\"", "1 Treffer für \"Tarife ändern\"")]
    [TestCase("„Tarife ändern“", "1 Treffer für „Tarife ändern“")]
    public async Task Quotation_marks_are_not_doubled(string asked, string heading)
    {
        var page = await Visitor.GetAsync("/suche?q=" + Uri.EscapeDataString(asked));
        Assert.That(page.Text, Does.Contain(heading));
    }

    [Test]
    public async Task Nobody_searched_is_said_once()
    {
        await using var hub = await TestHub.StartAsync();
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync("/suche/fragen");
        Assert.That(page.Text, Does.Contain("wurde nicht gesucht").And.Not.Contain("gab es Treffer"));
    }

    [Test]
    public async Task Quoted_words_that_stand_nowhere_so_are_searched_without_quotes()
    {
        var page = await Visitor.GetAsync("/suche?q=" + Uri.EscapeDataString("\"Tarife Rohre\""));
        Assert.That(Titles(page), Does.Contain("Wärmenetz erweitern"));
        Assert.That(page.Text, Does.Contain("Gesucht wurde ohne Anführungszeichen"));
    }

    [TestCase("fernw", "Fernwärme planen")]
    [TestCase("FERNWAERME", "Fernwärme planen")]
    [TestCase("heizt quart", "Ein Quartier heizt um")]
    [TestCase("det", "Detmold")]
    [TestCase("energie", "Energie & Umwelt")]
    public async Task Suggestions_name_documents_topics_and_municipalities(string typed, string suggestion) =>
        Assert.That(await SuggestedAsync(Visitor, typed), Does.Contain(suggestion));

    [Test]
    public async Task Suggestions_name_people_to_members_only()
    {
        var member = await Hub.AddMemberAsync(Role.Reader, name: "Theodora Tannenzapf");
        Assert.That(await SuggestedAsync(Reader, "tannen"), Has.Some.StartsWith(member.Name));
        Assert.That(await SuggestedAsync(Visitor, "tannen"), Is.Empty);
        Assert.That(await SuggestedAsync(Reader, "%"), Is.Empty);
    }

    [TestCase("Joerg")]
    [TestCase("weissmueller")]
    [TestCase("Jörg W")]
    [TestCase("WEIẞM")]
    public async Task A_member_is_named_however_the_name_is_typed(string typed)
    {
        await Hub.AddMemberAsync(Role.Reader, name: "Jörg Weißmüller");
        Assert.That(await SuggestedAsync(Reader, typed), Has.Some.StartsWith("Jörg Weißmüller"));
    }

    [Test]
    public async Task Suggestions_are_eight_at_most_and_none_for_a_letter()
    {
        foreach (var n in Enumerable.Range(0, 12))
            await Hub.AddDocumentAsync($"Leuchtturm {n}");
        Assert.That(await SuggestedAsync(Visitor, "le"), Has.Count.EqualTo(8));
        Assert.That(await SuggestedAsync(Visitor, "l"), Is.Empty);
    }

    [Test]
    public async Task A_document_names_similar_ones()
    {
        // With a question the index takes in what was saved; a page alone waits for nothing.
        await Visitor.GetAsync("/suche?q=Quartier");
        var page = await Visitor.GetAsync("/leitfaeden/waermenetz-erweitern");
        var similar = page.Document.QuerySelectorAll(".ln-similar a").Select(link => link.TextContent);
        Assert.That(similar, Does.Contain("Ein Quartier heizt um"));
    }

    [Test]
    public async Task A_kept_search_is_kept_once_and_deleted_by_its_member_only()
    {
        await KeepAsync(Reader, "/suche?q=Fernw%C3%A4rme&kommune=detmold");
        var page = await KeepAsync(Reader, "/suche?q=Fernw%C3%A4rme&kommune=detmold");
        Assert.That(
            Addresses(page, ".ln-row__title a"), Is.EqualTo(new[] { "/suche?q=Fernw%C3%A4rme&kommune=detmold" }));

        var delete = page.Document.QuerySelector("form[action$='/loeschen']")!.GetAttribute("action")!;
        var strangers = await Officer.SendAsync(HttpMethod.Post, delete, await TokenAsync(Officer));
        Assert.That(strangers.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        var own = await Reader.SubmitAsync(page, new { }, delete);
        Assert.That(own.Text, Does.Contain("Die Suche ist gelöscht").And.Contain("Noch ist keine Suche gemerkt"));
    }

    [Test]
    public async Task A_search_deleted_by_mistake_comes_back_with_its_filters()
    {
        using var browser = await Hub.SignInAsync(Role.Reader);
        var page = await KeepAsync(browser, "/suche?q=Fernw%C3%A4rme&kommune=detmold&art=leitfaeden");
        var delete = page.Document.QuerySelector("form[action$='/loeschen']")!.GetAttribute("action")!;
        var deleted = await browser.SubmitAsync(page, new { }, delete);
        var back = await browser.SubmitAsync(deleted, new { }, "/suche/gemerkt");
        Assert.That(
            Addresses(back, ".ln-row__title a"),
            Is.EqualTo(new[] { "/suche?q=Fernw%C3%A4rme&art=leitfaeden&kommune=detmold" }));
    }

    [Test]
    public async Task Folded_filters_say_which_are_in_use()
    {
        var page = await Visitor.GetAsync("/suche?q=Fernw%C3%A4rme&kommune=detmold&thema=energie-umwelt");
        Assert.That(
            page.Document.QuerySelector(".ln-fold summary")!.TextContent,
            Is.EqualTo("Filter (2): Energie & Umwelt, Detmold"));
        Assert.That(page.Document.Title, Does.StartWith("Suche: Fernwärme, Energie & Umwelt, Detmold – "));
    }

    [Test]
    public async Task Nobody_keeps_more_searches_than_fit()
    {
        using var member = await Hub.SignInAsync(Role.Reader);
        foreach (var n in Enumerable.Range(0, SavedSearch.MostOfMember))
            await KeepAsync(member, $"/suche?q=Fernw%C3%A4rme+or+Wort{n}");
        var page = await KeepAsync(member, "/suche?q=Fernw%C3%A4rme");
        Assert.That(page.Text, Does.Contain($"schon {SavedSearch.MostOfMember} Suchen"));
        Assert.That(page.Document.QuerySelectorAll(".ln-row"), Has.Length.EqualTo(SavedSearch.MostOfMember));
    }

    [Test]
    public async Task Coordinators_see_what_is_searched_and_not_found_but_no_names_and_numbers()
    {
        await Hub.AddMemberAsync(Role.Reader, name: "Gundula Geheim-Müßig");
        string[] questions =
        [
            "Fernwärme", "Fernwärme", "Seilbahn", "gundula geheim-müßig", "Geheim-Müßig, Gundula", "MUESSIG anrufen",
            "Akte 123456", "jemand@example.org", "%ff%fe", "-\"x\"", "????", "Fernwärne",
        ];
        foreach (var question in questions)
            await Visitor.GetAsync("/suche?q=" + Uri.EscapeDataString(question));
        await Hub.Services.GetRequiredService<SearchLog>().WriteAsync(CancellationToken.None);
        var page = await _coordinator.GetAsync("/suche/fragen");
        var tables = page.Document.QuerySelectorAll("table").Select(QuestionsIn).ToList();
        Assert.That(tables[0], Does.Contain("seilbahn").And.Not.Contain("fernwärme"));
        Assert.That(tables[0], Does.Not.Contain("fernwärne"), "hits were shown, for what was meant");
        Assert.That(tables[1], Does.Contain("fernwärne").And.Not.Contain("%ff%fe").And.Not.Contain("????"));
        Assert.That(tables[1], Does.Contain("fernwärme"));
        Assert.That(page.Text, Does.Not.Contain("gundula").And.Not.Contain("müßig").And.Not.Contain("muessig"));
        Assert.That(page.Text, Does.Not.Contain("123456").And.Not.Contain("example.org"));
    }

    [Test]
    public async Task Questions_are_forgotten_after_ninety_days()
    {
        var clock = new TestClock();
        var log = new SearchLog(
            Hub.Services.GetRequiredService<NpgsqlDataSource>(),
            Hub.Services.GetRequiredService<NetworkDirectory>(),
            clock);
        log.Note("vergangenes", 0);
        await log.WriteAsync(CancellationToken.None);
        clock.Advance(TimeSpan.FromDays(SearchLog.DaysKept + 1));
        log.Note("heutiges", 0);
        await log.WriteAsync(CancellationToken.None);
        var kept = await log.ReadAsync(1_000, 1_000, withoutHits: false, CancellationToken.None);
        Assert.That(kept.Select(question => question.Text), Does.Contain("heutiges").And.Not.Contain("vergangenes"));
    }

    [Test]
    public async Task Coordinators_edit_the_synonyms_which_count_at_once()
    {
        Assert.That(Titles(await Visitor.GetAsync("/suche?q=Nestw%C3%A4rmeleitung")), Is.Empty);
        var form = await _coordinator.GetAsync("/suche/synonyme");
        var text = form.Document.QuerySelector("textarea")!.TextContent + "\nNestwärmeleitung = Fernwärme";
        var saved = await _coordinator.SubmitAsync(form, new { Text = text });
        Assert.That(saved.Text, Does.Contain("gelten ab sofort"));
        Assert.That(Titles(await Visitor.GetAsync("/suche?q=Nestw%C3%A4rmeleitung")), Does.Contain("Fernwärme planen"));
    }

    [Test]
    public async Task A_wrong_line_is_named_and_nothing_typed_is_lost()
    {
        var form = await _coordinator.GetAsync("/suche/synonyme");
        var page = await _coordinator.SubmitAsync(form, new { Text = "OZG = Onlinezugangsgesetz\nallein\n" });
        Assert.That(page.Text, Does.Contain("Zeile 2:"));
        Assert.That(page.Document.QuerySelector("textarea")!.TextContent, Does.Contain("allein"));
    }

    [Test]
    public async Task Who_saves_second_sees_both_lists()
    {
        var form = await _coordinator.GetAsync("/suche/synonyme");
        var before = form.Document.QuerySelector("textarea")!.TextContent;
        await _coordinator.SubmitAsync(form, new { Text = before + "\nErste = Eins" });
        var page = await _coordinator.SubmitAsync(form, new { Text = before + "\nZweite = Zwei" });
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(page.Document.QuerySelector("textarea")!.TextContent, Does.Contain("Zweite = Zwei"));
        Assert.That(page.Document.QuerySelector("pre")!.TextContent, Does.Contain("Erste = Eins"));
    }

    [Test]
    public async Task Of_two_lists_saved_at_once_one_is_refused()
    {
        var form = await _coordinator.GetAsync("/suche/synonyme");
        var before = form.Document.QuerySelector("textarea")!.TextContent;
        string[] lines = ["Zugleich = Eins", "Zugleich = Zwei"];
        var saves = await Task.WhenAll(
            lines.Select(line => _coordinator.SubmitAsync(form, new { Text = $"{before}\n{line}" })));
        Assert.That(saves.Count(save => save.Status == HttpStatusCode.Conflict), Is.EqualTo(1));
    }

    [TestCase("/suche/fragen")]
    [TestCase("/suche/synonyme")]
    public async Task Only_coordinators_see(string path) =>
        Assert.That((await Officer.SendAsync(HttpMethod.Get, path)).StatusCode, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Who_leaves_takes_the_kept_searches_along()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var browser = await Hub.SignInAsync(member);
        await KeepAsync(browser, "/suche?q=Fernw%C3%A4rme");
        Assert.That((await browser.GetAsync("/profil/daten")).Html, Does.Contain("Fernwärme"));
        await browser.SubmitAsync(
            await browser.GetAsync("/profil/austritt"), new { CurrentPassword = TestHub.Password });
        var kept = await Hub.WithStoreAsync(session =>
            session.Query<SavedSearch>().CountAsync(search => search.MemberId == member.Id));
        Assert.That(kept, Is.Zero);
    }

    [Test]
    public async Task A_kind_of_match_can_be_left_out()
    {
        var withoutTitles = Weights.Chosen with { Title = 0 };
        Assert.That(await BestScoreAsync(withoutTitles), Is.LessThan(await BestScoreAsync(Weights.Chosen)));
    }

    private async Task<double> BestScoreAsync(Weights weights)
    {
        var slice = new SearchSlice(0, 5) { Weights = weights };
        var found = await Hub.Services.GetRequiredService<DocumentSearch>()
            .FindAsync("Fernwärme", new SearchScope(Viewer.Anonymous), slice, CancellationToken.None);
        return found.Page[0].Score;
    }

    private static async Task<TestPage> KeepAsync(TestBrowser browser, string search) =>
        await browser.SubmitAsync(await browser.GetAsync(search), new { }, "/suche/gemerkt");

    private static async Task<IReadOnlyList<string>> SuggestedAsync(TestBrowser browser, string typed)
    {
        var page = await browser.GetAsync("/suche/vorschlaege?q=" + Uri.EscapeDataString(typed));
        return [.. page.Document.QuerySelectorAll("li > span").Select(option => option.TextContent)];
    }

    // A form of nothing but the token of a page that this browser sees.
    private static async Task<FormUrlEncodedContent> TokenAsync(TestBrowser browser)
    {
        const string name = "__RequestVerificationToken";
        var page = await browser.GetAsync("/suche/gemerkt");
        return new([new(name, page.Document.QuerySelector($"input[name={name}]")!.GetAttribute("value")!)]);
    }

    private static IEnumerable<string?> Addresses(TestPage page, string links) =>
        page.Document.QuerySelectorAll(links).Select(link => link.GetAttribute("href"));

    private static List<string> QuestionsIn(AngleSharp.Dom.IElement table) =>
        [.. table.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim())];

    private static IReadOnlyList<string> Options(TestPage page, string name) =>
        [.. page.Document.QuerySelectorAll($"select[name={name}] option").Select(option => option.TextContent.Trim())];

    private static IEnumerable<string> Titles(TestPage page) =>
        page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.TextContent.Trim());
}
