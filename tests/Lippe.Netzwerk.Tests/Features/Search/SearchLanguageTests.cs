using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Search;

/// <summary>Compounds, synonyms, misspellings, and questions that no document matches whole.</summary>
public sealed class SearchLanguageTests : HubTests
{
    [OneTimeSetUp]
    public async Task Write()
    {
        await Hub.AddGuideAsync("Ein Portal", "Wir öffnen es.");
        await Hub.AddGuideAsync("Anträge stellen", "Im Serviceportal geht das von zu Hause.");
        await Hub.AddGuideAsync("Akten ordnen", "Ein Dokumentenmanagementsystem hilft dabei.");
        await Hub.AddGuideAsync("Kameras im Wald", "Wildkatze und Luchs.");
        await Hub.AddGuideAsync("Nur die Katze", "Die Wildkatze allein, ohne den anderen.");
        await Hub.AddDocumentAsync("Geheime Mauereidechse", change: draft => draft with
        {
            Visibility = Visibility.OwnMunicipality,
        });
    }

    [Test]
    public async Task A_part_finds_its_compounds_behind_the_word_itself()
    {
        var page = await SearchAsync("Portal");
        Assert.That(Titles(page), Is.EqualTo(new[] { "Ein Portal", "Anträge stellen" }));
        var marked = page.Document.QuerySelectorAll("mark").Select(mark => mark.TextContent);
        Assert.That(marked, Does.Contain("Serviceportal"));
    }

    [Test]
    public async Task A_compound_finds_its_parts_side_by_side()
    {
        await Hub.AddGuideAsync("Getrennt geschrieben", "Ein System zum Management der Dokumente.");
        Assert.That(
            Titles(await SearchAsync("Dokumentenmanagementsystem")),
            Is.EquivalentTo(new[] { "Akten ordnen", "Getrennt geschrieben" }));
    }

    [Test]
    public async Task An_abbreviation_finds_what_it_stands_for_and_says_so()
    {
        var page = await SearchAsync("DMS");
        Assert.That(Titles(page).First(), Is.EqualTo("Akten ordnen"));
        Assert.That(page.Text, Does.Contain("Auch gesucht: Dokumentenmanagementsystem"));
    }

    [Test]
    public async Task Synonyms_count_at_once_on_every_node()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        Assert.That(Titles(await there.GetAsync("/suche?q=Pinselohr")), Is.Empty);
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync("/suche/synonyme");
        var list = form.Document.QuerySelector("textarea")!.TextContent;
        await coordinator.SubmitAsync(form, new { Text = list + "\nPinselohr = Luchs" });
        Assert.That(Titles(await there.GetAsync("/suche?q=Pinselohr")), Is.EqualTo(new[] { "Kameras im Wald" }));
    }

    [Test]
    public async Task A_misspelled_word_is_corrected_and_the_page_says_so()
    {
        var page = await SearchAsync("Wildkazte");
        Assert.That(Titles(page), Does.Contain("Kameras im Wald"));
        Assert.That(page.Text, Does.Contain("Gesucht wurde nach „Wildkatze“"));
        Assert.That(page.Document.QuerySelector("#q")!.GetAttribute("value"), Is.EqualTo("Wildkazte"));
    }

    [Test]
    public async Task A_misspelled_word_beside_a_right_one_is_corrected_too()
    {
        var page = await SearchAsync("Luchs Wildkazte");
        Assert.That(Titles(page).First(), Is.EqualTo("Kameras im Wald"));
        Assert.That(page.Text, Does.Contain("Gesucht wurde nach „Luchs Wildkatze“").And.Contain("1 Treffer für"));
    }

    [Test]
    public async Task No_correction_names_a_word_of_a_document_the_viewer_may_not_read()
    {
        var visitors = await SearchAsync("Mauereidechze");
        Assert.That(visitors.Html, Does.Not.Contain("Mauereidechse"));
        Assert.That((await Officer.GetAsync("/suche?q=Mauereidechze")).Text, Does.Contain("Mauereidechse"));
    }

    [Test]
    public async Task Documents_with_all_words_come_before_those_with_some()
    {
        var page = await SearchAsync("Wildkatze Luchs");
        Assert.That(Titles(page), Is.EqualTo(new[] { "Kameras im Wald", "Nur die Katze" }));
        Assert.That(
            page.Text,
            Does.Contain("1 Treffer für „Wildkatze Luchs“, 1 ähnliches Dokument")
                .And.Contain("Nicht enthalten: Luchs"));
        Assert.That(
            page.Document.QuerySelectorAll("main h2").Select(heading => heading.TextContent.Trim()),
            Is.EqualTo(new[] { "Kameras im Wald", "Ähnliche Dokumente", "Nur die Katze" }));
        Assert.That(page.Document.QuerySelector(".ln-tabs a span")!.TextContent, Is.EqualTo("1"));
    }

    [Test]
    public async Task What_answers_a_search_only_in_part_is_no_hit()
    {
        var page = await SearchAsync("Katzenbaum Luchs Zwergwal");
        Assert.That(page.Text, Does.Contain("Kein Treffer für „Katzenbaum Luchs Zwergwal“, "));
        Assert.That(page.Document.QuerySelectorAll(".ln-tabs span"), Is.Empty, "no number beside what is listed");
    }

    [Test]
    public async Task A_document_whose_words_were_never_counted_is_found()
    {
        await Hub.AddGuideAsync("Frisch", "Zitronenfalter.");
        Assert.That(Titles(await SearchAsync("Zitronenfalter")), Is.EqualTo(new[] { "Frisch" }));
    }

    private Task<TestPage> SearchAsync(string query) => Visitor.GetAsync("/suche?q=" + Uri.EscapeDataString(query));

    private static IEnumerable<string> Titles(TestPage page) =>
        page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.TextContent.Trim());
}
