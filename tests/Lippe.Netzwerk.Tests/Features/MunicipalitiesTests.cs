using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class MunicipalitiesTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task All_are_listed_with_what_they_share()
    {
        await _hub.AddDocumentAsync("Aus Lügde", municipality: "luegde");

        using var visitor = _hub.Visitor();
        var page = await visitor.GetAsync("/kommunen");

        var places = page.Document.QuerySelectorAll(".ln-places li")
            .Select(place => $"{place.QuerySelector("a")!.TextContent}: {place.QuerySelector("span")!.TextContent}")
            .ToList();
        Assert.That(places, Has.Count.EqualTo(17));
        Assert.That(places, Has.Some.EqualTo("Lügde: 1 Dokument"));
        Assert.That(places[^1], Does.StartWith("Kreis Lippe: "));
    }

    [Test]
    public async Task Another_body_stands_apart_and_only_when_it_shares_something()
    {
        await using var hub = await TestHub.StartAsync();
        using var visitor = hub.Visitor();
        Assert.That((await visitor.GetAsync("/kommunen")).Text, Does.Not.Contain("Redaktion"));
        await hub.AddDocumentAsync("Von der Redaktion", municipality: "redaktion");
        var page = await visitor.GetAsync("/kommunen");
        var others = page.Document.QuerySelector("section[aria-labelledby=stellen]")!.TextContent;
        Assert.That(others, Does.Contain("Weitere Stellen").And.Contain("Redaktion").And.Contain("1 Dokument"));
        var start = await visitor.GetAsync("/");
        Assert.That(start.Document.QuerySelector(".ln-places a[href='/kommunen/redaktion']"), Is.Null);
    }

    [Test]
    public async Task A_page_shows_the_facts_with_their_date()
    {
        using var visitor = _hub.Visitor();

        var page = await visitor.GetAsync("/kommunen/bad-salzuflen");

        Assert.That(page.Heading, Is.EqualTo("Bad Salzuflen"));
        Assert.That(page.Text, Does.Contain("Stadt").And.Contain("05766008").And.Contain("Stand 31. August 2025"));
    }

    [Test]
    public async Task An_organisation_has_neither_inhabitants_nor_a_key()
    {
        using var visitor = _hub.Visitor();

        var page = await visitor.GetAsync("/kommunen/redaktion");

        var facts = page.Document.QuerySelectorAll(".ln-facts dt").Select(term => term.TextContent);
        Assert.That(page.Heading, Is.EqualTo("Redaktion"));
        Assert.That(facts, Is.EqualTo(["Art"]));
    }

    [Test]
    public async Task A_visitor_sees_public_documents_and_a_member_those_of_the_network_too()
    {
        await _hub.AddDocumentAsync("Offen aus Lage", municipality: "lage");
        await _hub.AddDocumentAsync(
            "Intern aus Lage", municipality: "lage", change: d => d with { Visibility = Visibility.Network });
        await _hub.AddDocumentAsync(
            "Entwurf aus Lage", municipality: "lage", change: d => d with { State = DocumentState.Draft });
        using var visitor = _hub.Visitor();
        using var member = await _hub.SignInAsync(Role.Reader, "detmold");

        var outside = await visitor.GetAsync("/kommunen/lage");
        var inside = await member.GetAsync("/kommunen/lage");

        Assert.That(outside.Text, Does.Contain("Offen aus Lage").And.Not.Contain("Intern aus Lage"));
        Assert.That(inside.Text, Does.Contain("Offen aus Lage").And.Contain("Intern aus Lage"));
        Assert.That(inside.Text, Does.Not.Contain("Entwurf aus Lage"));
    }

    [Test]
    public async Task Only_members_see_who_is_responsible_for_what()
    {
        var officer = await _hub.AddMemberAsync(Role.Officer, "extertal", "Mara Beispiel");
        await _hub.AddDocumentAsync(
            "Mara schreibt", municipality: "extertal", change: d => d with { ResponsibleId = officer.Id });
        await _hub.AddDocumentAsync(
            "Nur für Extertal",
            municipality: "extertal",
            change: d => d with { ResponsibleId = officer.Id, Visibility = Visibility.OwnMunicipality });
        using var visitor = _hub.Visitor();
        using var member = await _hub.SignInAsync(Role.Reader, "detmold");

        var outside = await visitor.GetAsync("/kommunen/extertal");
        var inside = await member.GetAsync("/kommunen/extertal");

        Assert.That(outside.Html, Does.Not.Contain("Mara Beispiel"));
        var link = inside.Document.QuerySelector($"a[href='/mitglieder/{officer.Id}']");
        Assert.That(link?.TextContent, Is.EqualTo("Mara Beispiel"));
        Assert.That(inside.Text, Does.Contain("verantwortet 1 Dokument: Mara schreibt"));
        Assert.That(inside.Text, Does.Not.Contain("Nur für Extertal"));
    }

    [Test]
    public async Task The_newest_meeting_comes_first_whenever_its_minutes_were_published()
    {
        await AddMinutesAsync("Späteres Treffen", new DateOnly(2026, 5, 1));
        await AddMinutesAsync("Früheres Treffen", new DateOnly(2026, 4, 1));
        using var visitor = _hub.Visitor();

        var page = await visitor.GetAsync("/kommunen/kalletal");

        var titles = page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.TextContent.Trim());
        Assert.That(titles, Is.EqualTo(new[] { "Späteres Treffen", "Früheres Treffen" }));
    }

    [Test]
    public async Task An_unknown_municipality_is_not_found()
    {
        using var visitor = _hub.Visitor();

        Assert.That((await visitor.GetAsync("/kommunen/atlantis")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private Task AddMinutesAsync(string title, DateOnly day) => _hub.AddDocumentAsync(
        title, DocumentKind.Minutes, "kalletal", draft => draft with { Facts = new MinutesFacts { Date = day } });
}
