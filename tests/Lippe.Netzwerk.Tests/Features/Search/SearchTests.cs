using System.Net;
using AngleSharp.Dom;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Search;

public sealed class SearchTests : HubTests
{
    [OneTimeSetUp]
    public async Task Write()
    {
        await Hub.AddGuideAsync("Ein System für alle", "Mehrere Kommunen teilen sich den Betrieb.");
        await Hub.AddGuideAsync("Zwei Fahrzeuge", "Die Systeme der Feuerwehr.");
        await Hub.AddGuideAsync("Bäder und Ämter", "Straße, Größe und Förderung.");
        await Hub.AddGuideAsync("Baeder im Kreis", "Strasse, Groesse und Foerderung.");
        await Hub.AddGuideAsync("Ratsinformation", "Hier geht es nebenbei um Ticketing.");
        await Hub.AddDocumentAsync("Ticketing", DocumentKind.Project, "detmold", draft => draft with
        {
            Topics = ["mobilitaet"],
            Body = "Bus und Bahn fahren, der Fahrschein ist digital.",
        });
        await Hub.AddDocumentAsync("Bahn im Winter", DocumentKind.Minutes, "detmold", draft => draft with
        {
            Body = "Die Bahn fährt vor dem Bus; ein Fahrschein auf Papier.",
        });
        await Hub.AddGuideAsync("Gefährliches", "Das Wort Kobold und <script>alert('Kobold')</script> & mehr.");
    }

    [TestCase("System", "Ein System für alle,Zwei Fahrzeuge")]
    [TestCase("Systeme", "Ein System für alle,Zwei Fahrzeuge")]
    [TestCase("SYSTEMEN", "Ein System für alle,Zwei Fahrzeuge")]
    [TestCase("Bäder", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("baeder", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Ba\u0308der", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Straße", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Strasse", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Förderung", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Foerderung Groesse", "Baeder im Kreis,Bäder und Ämter")]
    [TestCase("Bus Fahrschein", "Bahn im Winter,Ticketing")]
    [TestCase("\"Bus und Bahn\"", "Ticketing")]
    [TestCase("Fahrschein -digital", "Bahn im Winter")]
    [TestCase("Winter or digital", "Bahn im Winter,Ticketing")]
    [TestCase("Winter ODER digital", "Bahn im Winter,Ticketing")]
    [TestCase("Mobilität", "Ticketing", Description = "the name of its topic")]
    [TestCase("Quastenflosser", "")]
    public async Task A_search_finds(string query, string titles) =>
        Assert.That(TitlesOf(await SearchAsync(query)), Is.EquivalentTo(Each(titles)));

    [Test]
    public async Task A_word_of_the_title_counts_most() =>
        Assert.That(TitlesOf(await SearchAsync("Ticketing")), Is.EqualTo(new[] { "Ticketing", "Ratsinformation" }));

    [TestCase("&art=projekte", "Ticketing")]
    [TestCase("&art=protokolle&kommune=detmold", "Bahn im Winter")]
    [TestCase("&thema=mobilitaet", "Ticketing")]
    [TestCase("&kommune=lemgo", "")]
    [TestCase("&art=unsinn&stand=unsinn", "Bahn im Winter,Ticketing")]
    public async Task A_search_is_narrowed(string filter, string titles) =>
        Assert.That(TitlesOf(await Visitor.GetAsync("/suche?q=Fahrschein" + filter)), Is.EquivalentTo(Each(titles)));

    [TestCase("")]
    [TestCase("&art=projekte")]
    public async Task The_kinds_are_counted_whichever_is_chosen(string filter)
    {
        var page = await Visitor.GetAsync("/suche?q=Fahrschein" + filter);
        var tabs = page.Document.QuerySelectorAll(".ln-tabs a").Select(tab => string.Join(' ', WordsOf(tab)));
        Assert.That(tabs, Is.EqualTo(new[] { "Alle 2", "Leitfäden 0", "Projekte 1", "Protokolle 1" }));
    }

    [Test]
    public async Task A_filter_alone_lists_the_newest()
    {
        var page = await Visitor.GetAsync("/suche?kommune=detmold");
        Assert.That(TitlesOf(page), Is.EqualTo(new[] { "Bahn im Winter", "Ticketing" }));
    }

    [Test]
    public async Task Matches_are_marked_and_markup_is_shown_as_text()
    {
        var page = await SearchAsync("Kobold");
        var marked = page.Document.QuerySelectorAll(".ln-row mark").Select(mark => mark.TextContent);
        Assert.That(marked, Has.All.EqualTo("Kobold").And.Not.Empty);
        Assert.That(page.Document.QuerySelectorAll("main script"), Is.Empty);
        Assert.That(page.Text, Does.Contain("alert('Kobold')"));
    }

    [Test]
    public async Task What_was_searched_stays_in_the_field()
    {
        var page = await SearchAsync("\"><script>alert(1)</script>");
        Assert.That(page.Document.QuerySelector("#q")!.GetAttribute("value"), Does.StartWith("\"><script>"));
        Assert.That(page.Document.QuerySelectorAll("main script"), Is.Empty);
    }

    [Test]
    public async Task A_save_is_found_at_once_on_every_node_under_its_new_words_only()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        using var there = node.Visitor();
        await CreateAsync(new
        {
            Title = "Sofort zu finden",
            Summary = "Kurz",
            Body = "Zwergpinguin",
            Visibility = "Public",
            Publish = "true",
        });
        Assert.That(TitlesOf(await SearchAsync("Zwergpinguine")), Is.EqualTo(new[] { "Sofort zu finden" }));
        Assert.That(TitlesOf(await there.GetAsync("/suche?q=Zwergpinguin")), Is.EqualTo(new[] { "Sofort zu finden" }));

        await EditAsync("/leitfaeden/sofort-zu-finden", new { Body = "Seeadler" });
        Assert.That(TitlesOf(await there.GetAsync("/suche?q=Seeadler")), Is.EqualTo(new[] { "Sofort zu finden" }));
        Assert.That(TitlesOf(await there.GetAsync("/suche?q=Zwergpinguin")), Is.Empty);
    }

    [Test]
    public async Task Drafts_are_found_by_their_writers_under_their_state()
    {
        await CreateAsync(new { Title = "Nasenbär im Entwurf" });
        var own = await Officer.GetAsync("/suche?q=Nasenb%C3%A4r&stand=entwurf");
        Assert.That(TitlesOf(own), Is.EqualTo(new[] { "Nasenbär im Entwurf" }));
        Assert.That(TitlesOf(await Officer.GetAsync("/suche?q=Nasenb%C3%A4r")), Is.Empty);
        Assert.That(TitlesOf(await Reader.GetAsync("/suche?q=Nasenb%C3%A4r&stand=entwurf")), Is.Empty);
        Assert.That(TitlesOf(await Visitor.GetAsync("/suche?q=Nasenb%C3%A4r&stand=entwurf")), Is.Empty);
    }

    private Task<TestPage> SearchAsync(string query) => Visitor.GetAsync("/suche?q=" + Uri.EscapeDataString(query));

    private static string[] Each(string titles) => titles.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static string[] WordsOf(IElement element) =>
        element.Text().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> TitlesOf(TestPage page)
    {
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK), page.Text);
        return page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.Text().Trim());
    }
}
