using System.Net;
using System.Xml.Linq;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>What coordinators do to an issue before and while it goes out, and what stays of it.</summary>
public sealed class DeskTests : FreshHubTests
{
    private TestBrowser _coordinator = null!;

    [SetUp]
    public async Task Start()
    {
        _coordinator = await Hub.SignInAsync(Role.Coordinator);
    }

    [Test]
    public async Task What_is_pinned_comes_first_and_what_is_hidden_not_at_all()
    {
        var reader = await Hub.AddMemberAsync(Role.Reader);
        await Hub.AddDocumentAsync("Eigenes");
        var pinned = await Hub.AddDocumentAsync("Wichtig", municipality: "lage");
        var hidden = await Hub.AddDocumentAsync("Probe");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await PickAsync(pinned, "Pinned");
        await PickAsync(hidden, "Hidden");
        await Hub.PrepareNowAsync();
        await Hub.SendAsync();
        var mail = await Hub.MailToAsync(reader.Email!);
        Assert.That(Titles(mail.Html!), Is.EqualTo(new[] { "Wichtig", "Eigenes" }));
        Assert.That(mail.Text, Does.Contain("Empfohlen"));
    }

    [Test]
    public async Task What_is_pinned_is_still_told_only_to_those_who_may_see_it()
    {
        var reader = await Hub.AddMemberAsync(Role.Reader);
        var inner = await Hub.AddDocumentAsync(
            "Intern", municipality: "lage", change: draft => draft with { Visibility = Visibility.OwnMunicipality });
        await Hub.AddDocumentAsync("Offen");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await PickAsync(inner, "Pinned");
        await Hub.PrepareNowAsync();
        await Hub.SendAsync();
        Assert.That(Titles((await Hub.MailToAsync(reader.Email!)).Html!), Is.EqualTo(new[] { "Offen" }));
    }

    [Test]
    public async Task A_pick_is_taken_back()
    {
        var document = await Hub.AddDocumentAsync("Hin und her");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await PickAsync(document, "Hidden");
        var page = await PickAsync(document, "None");
        Assert.That(page.Text, Does.Not.Contain("Weggelassen"));
    }

    [Test]
    public async Task A_stopped_issue_sends_nothing_until_it_goes_on()
    {
        await Hub.AddDocumentAsync("Neu");
        await Hub.AddReadersAsync(5);
        await Hub.PrepareNowAsync();
        var claimed = (await Hub.ClaimAsync(1)).Single();
        var page = await _coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen");
        await _coordinator.SubmitAsync(page, new { }, "/monatsbriefe/2026-11/halt");
        Assert.That(await Hub.HandOverAsync(claimed), Is.False, "what a worker holds stops, too");

        Assert.That((await Hub.SendAsync()).Total, Is.Zero);
        var stopped = await _coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen");
        Assert.That(stopped.Text, Does.Contain("Angehalten"));
        await _coordinator.SubmitAsync(stopped, new { }, "/monatsbriefe/2026-11/halt/ende");
        await Hub.SendAsync();
        var states = await Hub.WithStoreAsync(
            session => session.Query<Delivery>().Select(d => d.State).Distinct().ToListAsync());
        Assert.That(states, Is.EqualTo(new[] { DeliveryState.Accepted }));
    }

    [Test]
    public async Task Progress_refreshes_itself_only_when_asked_and_only_while_mails_leave()
    {
        await Hub.AddDocumentAsync("Neu");
        await Hub.PrepareNowAsync();
        Assert.That(await RefreshesAsync(""), Is.False);
        Assert.That(await RefreshesAsync("?laufend=true"), Is.True);
        await Hub.SendAsync();
        Assert.That(await RefreshesAsync("?laufend=true"), Is.False);
    }

    [Test]
    public async Task The_numbers_alone_say_how_far_it_got()
    {
        await Hub.AddDocumentAsync("Neu");
        await Hub.AddReadersAsync(2);
        await Hub.PrepareNowAsync();
        var before = await _coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen/stand");
        Assert.That(before.Document.GetElementById("stand")!.GetAttribute("data-offen"), Is.EqualTo("3"));
        Assert.That(before.Html, Does.Contain("0 von 3 E-Mails erledigt, 3 offen.").And.Not.Contain("<html"));
        await Hub.SendAsync();
        var after = await _coordinator.GetAsync("/monatsbriefe/2026-11/zustellungen/stand");
        Assert.That(after.Document.GetElementById("stand")!.GetAttribute("data-offen"), Is.EqualTo("0"));
        Assert.That(after.Html, Does.Contain("Der Versand ist beendet."));
    }

    [Test]
    public async Task A_preview_shows_what_a_reader_of_that_role_and_municipality_may_see()
    {
        var lage = new Func<Draft, Draft>(draft => draft with { Visibility = Visibility.OwnMunicipality });
        await Hub.AddDocumentAsync("Öffentlich");
        await Hub.AddDocumentAsync("Nur in Lage", municipality: "lage", change: lage);
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        Assert.That(
            await PreviewedAsync("rolle=Reader&kommune=lage"),
            Is.EqualTo(new[] { "Nur in Lage", "Öffentlich" }));
        Assert.That(await PreviewedAsync("rolle=Officer&kommune=detmold"), Is.EqualTo(new[] { "Öffentlich" }));
        Assert.That(
            await PreviewedAsync("rolle=Coordinator&kommune=detmold"),
            Is.EquivalentTo(new[] { "Nur in Lage", "Öffentlich" }));
        var page = await _coordinator.GetAsync("/monatsbriefe/2026-11/vorschau?rolle=Officer&kommune=detmold");
        Assert.That(page.Text, Does.Contain("So sieht der Brief für Digitalisierung aus Detmold aus."));
    }

    [Test]
    public async Task A_preview_shows_a_member_their_reviews_and_its_links_act_for_nobody()
    {
        var member = await Hub.AddMemberAsync(Role.Officer, "lage");
        await Hub.AddDocumentAsync(
            "Zu prüfen", municipality: "lage",
            change: draft => draft with { ResponsibleId = member.Id, ReviewDue = new DateOnly(2026, 11, 1) });
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var mail = (await _coordinator.GetAsync($"/monatsbriefe/2026-11/vorschau/mail?mitglied={member.Id}")).Document;
        Assert.That(mail.QuerySelectorAll("h2").Select(h => h.TextContent), Does.Contain("Stimmt das noch?"));
        var acting = mail.QuerySelectorAll("a").Select(a => new Uri(a.GetAttribute("href")!).AbsolutePath)
            .Where(path => path.StartsWith("/monatsbrief/", StringComparison.Ordinal)
                || path.StartsWith("/abbestellen/", StringComparison.Ordinal)).ToList();
        Assert.That(acting, Has.Count.GreaterThan(3));
        foreach (var path in acting)
            Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
    }

    [Test]
    public async Task A_preview_shows_the_public_letter_as_it_goes_to_people_without_an_account()
    {
        const string Preview = "/monatsbriefe/2026-11/vorschau";
        var form = await _coordinator.GetAsync("/monatsbriefe/2026-11/bearbeiten");
        await _coordinator.SubmitAsync(form, new { Introduction = "Liebe Mitglieder" });
        await Hub.AddDocumentAsync("Öffentlich");
        await Hub.AddDocumentAsync("Nur Netzwerk", change: draft => draft with { Visibility = Visibility.Network });
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));

        var link = (await _coordinator.GetAsync(Preview)).Document.QuerySelector("a[href$='ohne-konto=true']")!;
        var page = await _coordinator.GetAsync(link.GetAttribute("href")!);
        Assert.That(page.Text, Does.Contain("So sieht der Brief für Personen ohne Konto aus."));
        var frame = page.Document.QuerySelector("iframe")!.GetAttribute("src")!;
        var mail = (await _coordinator.GetAsync(frame)).Document;
        Assert.That(mail.QuerySelectorAll("h3").Select(h => h.TextContent), Is.EqualTo(new[] { "Öffentlich" }));
        Assert.That(
            mail.Body!.TextContent, Does.Contain("weil Sie den Monatsbrief bestellt haben").And.Not.Contain("Liebe"));
        var way = mail.QuerySelector("a[href*='/abbestellen/']")!.GetAttribute("href")!;
        Assert.That(
            (await Hub.Visitor().GetAsync(new Uri(way).AbsolutePath)).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var told = await _coordinator.SubmitAsync(page, new { }, $"{Preview}?ohne-konto=true");
        Assert.That((told.Path, told.Text.Contains("Probe ist an", StringComparison.Ordinal)),
            Is.EqualTo(($"{Preview}?ohne-konto=true", true)));
    }

    [TestCase("ohne-konto=x")]
    [TestCase("rolle=Gott&kommune=lemgo")]
    [TestCase("rolle=7&kommune=lemgo")]
    [TestCase("rolle=Reader&kommune=bielefeld")]
    [TestCase("rolle=Reader")]
    [TestCase("mitglied=00000000-0000-0000-0000-000000000000")]
    [TestCase("mitglied=x")]
    public async Task There_is_no_preview_for_whom_there_is_not(string query)
    {
        foreach (var path in new[] { "/monatsbriefe/2026-11/vorschau", "/monatsbriefe/2026-11/vorschau/mail" })
            Assert.That(
                (await _coordinator.GetAsync($"{path}?{query}")).Status,
                Is.EqualTo(HttpStatusCode.NotFound),
                path);
    }

    [Test]
    public async Task The_feed_holds_the_public_part_of_each_issue()
    {
        await Hub.AddDocumentAsync("Öffentlich & <neu>");
        await Hub.AddDocumentAsync("Nur Netzwerk", change: draft => draft with { Visibility = Visibility.Network });
        await Hub.PrepareNowAsync();
        var answer = await Hub.Visitor().SendAsync(HttpMethod.Get, "/monatsbriefe/atom.xml");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("application/atom+xml"));
        var entry = XDocument.Parse(text).Root!.Elements().Single(element => element.Name.LocalName == "entry");
        Assert.That(entry.Value, Does.Contain("Monatsbrief November 2026").And.Contain("Öffentlich & <neu>"));
        Assert.That(text, Does.Not.Contain("Nur Netzwerk"));
    }

    [Test]
    public async Task Only_coordinators_sit_at_the_desk()
    {
        await Hub.PrepareNowAsync();
        using var officer = await Hub.SignInAsync(Role.Officer);
        Assert.That(
            (await officer.GetAsync("/monatsbriefe/2026-11/auswahl")).Status,
            Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<TestPage> PickAsync(Document document, string pick) => await _coordinator.SubmitAsync(
        await _coordinator.GetAsync("/monatsbriefe/2026-11/auswahl"), new { },
            $"/monatsbriefe/2026-11/auswahl?dokument={document.Id}&platz={pick}");

    private async Task<bool> RefreshesAsync(string query) =>
        (await _coordinator.SendAsync(HttpMethod.Get, $"/monatsbriefe/2026-11/zustellungen{query}"))
            .Headers.Contains("Refresh");

    private async Task<IEnumerable<string>> PreviewedAsync(string query) =>
        Titles((await _coordinator.GetAsync($"/monatsbriefe/2026-11/vorschau/mail?{query}")).Html).ToList();

    private static IEnumerable<string> Titles(string html) =>
        new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html).QuerySelectorAll("h3").Select(h => h.TextContent);
}
