using System.Net;
using AngleSharp.Dom;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Documents;

public sealed class DocumentListTests : HubTests
{
    [OneTimeSetUp]
    public async Task Fill()
    {
        for (var n = 1; n <= 45; n++)
            await Hub.AddDocumentAsync($"Nummer {n:00}");
        await Hub.AddDocumentAsync(
            "Bus", DocumentKind.Project, "detmold", draft => draft with { Topics = ["mobilitaet", "verwaltung"] });
        await Hub.AddDocumentAsync(
            "Akte", DocumentKind.Project, "lemgo", draft => draft with { Topics = ["verwaltung"] });
        await Hub.AddDocumentAsync(
            "Altes", DocumentKind.Project, "lemgo", draft => draft with { State = DocumentState.Archived });
        await AddMinutesAsync("Frühes Treffen", new DateOnly(2021, 1, 1));
        await Hub.AddDocumentAsync("Ohne Tag", DocumentKind.Minutes);
        await AddMinutesAsync("Spätes Treffen", new DateOnly(2025, 1, 1));
    }

    [TestCase("", "Akte,Bus")]
    [TestCase("?thema=mobilitaet", "Bus")]
    [TestCase("?kommune=lemgo", "Akte")]
    [TestCase("?thema=verwaltung&kommune=detmold", "Bus")]
    [TestCase("?thema=gibt-es-nicht", "")]
    [TestCase("?kommune=%00", "Akte,Bus")]
    [TestCase("?thema=%00", "Akte,Bus")]
    [TestCase("?thema=%ff%fe", "")]
    [TestCase("?stand=archiviert", "Akte,Bus", Description = "visitors see published ones only")]
    [TestCase("?stand=quatsch", "Akte,Bus")]
    public async Task A_list_is_narrowed_by_its_address(string query, string titles)
    {
        var page = await Visitor.GetAsync("/projekte" + query);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(TitlesOf(page).Order(), Is.EqualTo(titles.Split(',', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Test]
    public async Task Members_find_archived_documents() =>
        Assert.That(TitlesOf(await Reader.GetAsync("/projekte?stand=archiviert")), Is.EqualTo(new[] { "Altes" }));

    [Test]
    public async Task The_pages_of_a_list_show_every_document_once()
    {
        var titles = new List<string>();
        foreach (var number in (int[])[1, 2, 3])
            titles.AddRange(TitlesOf(await Visitor.GetAsync($"/leitfaeden?seite={number}")));
        Assert.That(titles, Has.Count.EqualTo(45).And.Unique);
        Assert.That(titles[0], Is.EqualTo("Nummer 45"), "newest first");
    }

    [Test]
    public async Task The_pager_keeps_the_filter()
    {
        var page = await Visitor.GetAsync("/leitfaeden?kommune=lemgo");
        var links = page.Document.QuerySelectorAll(".ln-pager a").Select(a => a.GetAttribute("href"));
        Assert.That(links, Has.Some.EqualTo("/leitfaeden?kommune=lemgo&seite=2"));
    }

    [TestCase("0", 20)]
    [TestCase("-1", 20)]
    [TestCase("abc", 20)]
    [TestCase("", 20)]
    [TestCase("99999999999999999999", 20)]
    [TestCase("1000000000", 0)]
    [TestCase("2147483647", 0)]
    [TestCase("4", 0)]
    public async Task An_absurd_page_number_gets_a_page_that_leads_on(string number, int shown)
    {
        var page = await Visitor.GetAsync($"/leitfaeden?seite={number}");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(TitlesOf(page).Count(), Is.EqualTo(shown));
        var links = page.Document.QuerySelectorAll("main a[href*='seite=']")
            .Select(a => a.GetAttribute("href")!)
            .ToList();
        if (shown > 0)
            Assert.That(page.Document.QuerySelector(".ln-pager [aria-current=page]")!.TextContent, Is.EqualTo("1"));
        else
            Assert.That(page.Document.QuerySelector("main a[href='/leitfaeden']"), Is.Not.Null);
        foreach (var link in links)
            Assert.That(TitlesOf(await Visitor.GetAsync(link)), Is.Not.Empty, link);
    }

    [Test]
    public async Task Minutes_are_listed_by_the_day_of_the_meeting()
    {
        var page = await Visitor.GetAsync("/protokolle");
        Assert.That(TitlesOf(page), Is.EqualTo(new[] { "Spätes Treffen", "Frühes Treffen", "Ohne Tag" }));
    }

    private Task AddMinutesAsync(string title, DateOnly day) => Hub.AddDocumentAsync(
        title, DocumentKind.Minutes, change: draft => draft with { Facts = new MinutesFacts { Date = day } });

    private static IEnumerable<string> TitlesOf(TestPage page) =>
        page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.Text().Trim());
}
