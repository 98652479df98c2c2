using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Desk;

/// <summary>One page, and a corner of the start page, gather what waits for a member.</summary>
public sealed class WaitingTests : FreshHubTests
{
    private const string Page = "/wartet-auf-mich";

    private Member _officer = null!;
    private Member _colleague = null!;

    [SetUp]
    public async Task Start()
    {
        _officer = await Hub.AddMemberAsync(Role.Officer, name: "Olga Offiziell");
        _colleague = await Hub.AddMemberAsync(Role.Officer, name: "Karl Kollege");
    }

    [Test]
    public async Task Whoever_has_nothing_to_do_is_told_so()
    {
        using var browser = await Hub.SignInAsync(_officer);
        Assert.That((await browser.GetAsync(Page)).Text, Does.Contain("Gerade wartet nichts auf Sie"));
        Assert.That((await browser.GetAsync("/")).Document.QuerySelector($"main a[href='{Page}']"), Is.Null);
    }

    [Test]
    public async Task What_others_ask_to_release_waits_and_what_one_asked_oneself_does_not()
    {
        await AskAsync("Von Karl", _colleague);
        await AskAsync("Von mir", _officer);
        await AskAsync("Aus Detmold", await Hub.AddMemberAsync(Role.Officer, "detmold"), "detmold");
        using var browser = await Hub.SignInAsync(_officer);
        var page = await browser.GetAsync(Page);
        Assert.That(Titles(page, "freigaben"), Is.EqualTo(new[] { "Von Karl" }));
        Assert.That(
            page.Text, Does.Contain("Leitfaden, Karl Kollege bittet seit dem 24. November 2026 um die Freigabe"));
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        Assert.That(
            Titles(await coordinator.GetAsync(Page), "freigaben"),
            Is.EquivalentTo(new[] { "Von Karl", "Von mir", "Aus Detmold" }));
        using var reader = await Hub.SignInAsync(Role.Reader);
        Assert.That(Titles(await reader.GetAsync(Page), "freigaben"), Is.Empty);
    }

    [Test]
    public async Task What_came_back_waits_for_whoever_asked_until_they_ask_again()
    {
        await AskAsync("Noch nicht", _officer);
        using var colleague = await Hub.SignInAsync(_colleague);
        await colleague.SubmitAsync(
            await colleague.GetAsync("/leitfaeden/noch-nicht/rueckgabe"), new { Reason = "Kosten fehlen." });
        using var browser = await Hub.SignInAsync(_officer);
        var page = await browser.GetAsync(Page);
        Assert.That(Titles(page, "zurueck"), Is.EqualTo(new[] { "Noch nicht" }));
        Assert.That(page.Text, Does.Contain("zurückgegeben am 24. November 2026 von Karl Kollege"));
        Assert.That((await colleague.GetAsync(Page)).Text, Does.Contain("Gerade wartet nichts"));

        var draft = await browser.GetAsync("/leitfaeden/noch-nicht");
        await browser.SubmitAsync(draft, new { stand = "InReview" }, "/leitfaeden/noch-nicht/stand");
        Assert.That(Titles(await browser.GetAsync(Page), "zurueck"), Is.Empty);
        Assert.That(Titles(await colleague.GetAsync(Page), "freigaben"), Is.EqualTo(new[] { "Noch nicht" }));
    }

    [Test]
    public async Task Whoever_asked_learns_for_two_weeks_that_somebody_else_published_it()
    {
        await AskAsync("Freigegeben", _officer);
        using var colleague = await Hub.SignInAsync(_colleague);
        var page = await colleague.GetAsync("/leitfaeden/freigegeben");
        page = await colleague.SubmitAsync(page, new { stand = "Published" }, "/leitfaeden/freigegeben/stand");
        Assert.That(page.Text, Does.Contain("„Freigegeben“ ist veröffentlicht."));

        using var browser = await Hub.SignInAsync(_officer);
        var desk = await browser.GetAsync(Page);
        Assert.That(Titles(desk, "freigegeben"), Is.EqualTo(new[] { "Freigegeben" }));
        Assert.That(desk.Text, Does.Contain("veröffentlicht am 24. November 2026 von Karl Kollege"));
        Hub.Clock.Advance(TimeSpan.FromDays(WaitingMatters.DaysReleased + 1));
        using var later = await Hub.SignInAsync(_officer);
        Assert.That((await later.GetAsync(Page)).Text, Does.Not.Contain("Karl Kollege"));
    }

    [Test]
    public async Task Reviews_wait_for_whoever_answers_for_them_unless_they_put_them_off()
    {
        var reader = await Hub.AddMemberAsync(Role.Reader);
        await AddReviewAsync("Bald", reader, 10);
        await AddReviewAsync("Vorbei", reader, -3);
        await AddReviewAsync("Später im Jahr", reader, 40);
        var later = await AddReviewAsync("Aufgeschoben", reader, 5);
        await Hub.WithStoreAsync(async session =>
        {
            session.Store(ReviewSnooze.Of(reader.Id, later.Id, later.ReviewDue!.Value, Hub.Clock.Today()));
            await session.SaveChangesAsync();
            return session;
        });
        using var browser = await Hub.SignInAsync(reader);
        var page = await browser.GetAsync(Page);
        Assert.That(Titles(page, "pruefungen"), Is.EqualTo(new[] { "Vorbei", "Bald" }));
        Assert.That(page.Text, Does.Contain("Prüfung war fällig am 21. November 2026"));
    }

    [Test]
    public async Task The_start_page_names_the_first_and_says_how_many_there_are()
    {
        for (var n = 1; n <= 6; n++)
            await AskAsync($"Bitte {n}", _colleague);
        using var browser = await Hub.SignInAsync(_officer);
        var link = (await browser.GetAsync("/")).Document.QuerySelector($"main a[href='{Page}']")!;
        Assert.That(link.TextContent.Trim(), Is.EqualTo("Alle 6"));
        Assert.That(link.Closest(".ln-panel")!.QuerySelectorAll("li"), Has.Length.EqualTo(5));
    }

    private Task<Document> AskAsync(string title, Member asker, string municipality = "lemgo") => Hub.AddDocumentAsync(
        title,
        municipality: municipality,
        change: draft => draft with { State = DocumentState.InReview },
        authorId: asker.Id);

    private Task<Document> AddReviewAsync(string title, Member responsible, int days) =>
        Hub.AddDocumentAsync(title, change: draft => draft with
        {
            ResponsibleId = responsible.Id,
            ReviewDue = Hub.Clock.Today().AddDays(days),
        });

    private static IEnumerable<string> Titles(TestPage page, string section) =>
        page.Document.QuerySelectorAll($"section[aria-labelledby={section}] li a").Select(link => link.TextContent);
}
