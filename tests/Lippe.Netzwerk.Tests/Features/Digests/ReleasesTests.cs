using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>Whoever may release a document learns at once that somebody asks for it.</summary>
public sealed class ReleasesTests : FreshHubTests
{
    private Member _asker = null!;
    private Member _colleague = null!;
    private Member _coordinator = null!;

    [SetUp]
    public async Task Start()
    {
        _asker = await Hub.AddMemberAsync(Role.Officer, name: "Anna Frage");
        _colleague = await Hub.AddMemberAsync(Role.Officer);
        _coordinator = await Hub.AddMemberAsync(Role.Coordinator, "lage");
    }

    [Test]
    public async Task Who_may_release_gets_one_mail_and_nobody_else()
    {
        var elsewhere = await Hub.AddMemberAsync(Role.Officer, "lage");
        var reader = await Hub.AddMemberAsync(Role.Reader);
        await AskAsync("Bürgerbüro");
        await Hub.SendAsync();
        await Hub.SendAsync();

        var mail = (await Hub.MailsToAsync(_colleague.Email!)).Single();
        Assert.That(mail.Subject, Is.EqualTo("Freigabe erbeten: Bürgerbüro"));
        Assert.That(
            mail.Text,
            Does.Contain("Anna Frage bittet darum, diesen Leitfaden zu prüfen und zu veröffentlichen (Lemgo).")
                .And.Contain("http://localhost/leitfaeden/buergerbuero"));
        Assert.That(await CountAsync(_coordinator), Is.EqualTo(1));
        foreach (var other in new[] { _asker, elsewhere, reader })
            Assert.That(await CountAsync(other), Is.Zero, other.Name);
    }

    [Test]
    public async Task The_button_for_it_asks_and_so_does_each_new_request_but_no_other_save()
    {
        var document = await Hub.AddDocumentAsync(
            "Entwurf", change: draft => draft with { State = DocumentState.Draft });
        using var browser = await Hub.SignInAsync(_asker);
        await MoveAsync(browser, "InReview");
        await Hub.ReviseAsync(document, draft => draft with { Body = "Noch ein Satz." }, authorId: _asker.Id);
        await Hub.SendAsync();
        Assert.That(await CountAsync(_colleague), Is.EqualTo(1));

        await MoveAsync(browser, "Draft");
        await MoveAsync(browser, "InReview");
        await Hub.SendAsync();
        Assert.That(await CountAsync(_colleague), Is.EqualTo(2));
    }

    [Test]
    public async Task An_import_asks_nobody()
    {
        await Hub.AddDocumentAsync("Aus einer Datei", change: draft => draft with { State = DocumentState.InReview });
        Assert.That(await Hub.WithStoreAsync(session => session.Query<Delivery>().CountAsync()), Is.Zero);
    }

    [Test]
    public async Task What_is_no_longer_in_review_is_not_asked_for_and_two_requests_in_a_row_are_one()
    {
        await Hub.AddDocumentAsync("Entwurf", change: draft => draft with { State = DocumentState.Draft });
        using var browser = await Hub.SignInAsync(_asker);
        await MoveAsync(browser, "InReview");
        await MoveAsync(browser, "Draft");
        await Hub.SendAsync();
        Assert.That(await CountAsync(_colleague), Is.Zero);
        Assert.That(
            (await Hub.DeliveryAsync(_colleague)).Answer, Is.EqualTo("Das Dokument ist nicht mehr in Prüfung."));

        await MoveAsync(browser, "InReview");
        await MoveAsync(browser, "Draft");
        await MoveAsync(browser, "InReview");
        await Hub.SendAsync();
        Assert.That(await CountAsync(_colleague), Is.EqualTo(1));
    }

    [Test]
    public async Task What_is_released_before_the_mail_goes_is_not_asked_for()
    {
        var document = await AskAsync("Entwurf");
        await Hub.ReviseAsync(document, draft => draft with { State = DocumentState.Published });
        Assert.That((await Hub.SendAsync())[DeliveryState.Withdrawn], Is.EqualTo(2));
        Assert.That(
            (await Hub.DeliveryAsync(_colleague)).Answer, Is.EqualTo("Das Dokument ist nicht mehr in Prüfung."));
    }

    [Test]
    public async Task Who_left_or_may_not_release_it_any_more_gets_no_mail()
    {
        await AskAsync("Entwurf");
        await Hub.EndMembershipAsync(_colleague);
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await coordinator.SubmitAsync(
            await coordinator.GetAsync($"/mitglieder/{_coordinator.Id}/bearbeiten"), new { Role = "Officer" });
        Assert.That((await Hub.SendAsync())[DeliveryState.Withdrawn], Is.EqualTo(2));
        Assert.That(await CountAsync(_coordinator), Is.Zero);
    }

    [Test]
    public async Task The_choices_end_it_and_a_pause_does_not()
    {
        await Hub.ChooseAsync(_coordinator, new { Frequency = "Never", PausedUntil = "2030-01-01" });
        using var browser = await Hub.SignInAsync(_colleague);
        await browser.SubmitAsync(await browser.GetAsync("/profil/monatsbrief"), [new("Notices", "Reminder")]);
        await AskAsync("Entwurf");
        await Hub.SendAsync();
        Assert.That(await CountAsync(_colleague), Is.Zero);
        Assert.That(await CountAsync(_coordinator), Is.EqualTo(1));
    }

    [Test]
    public async Task One_click_ends_this_kind_of_mail_and_no_other()
    {
        await AskAsync("Entwurf");
        await Hub.SendAsync();
        var mail = (await Hub.MailsToAsync(_colleague.Email!)).Single();
        var path = mail.PathIn("/abbestellen/");
        Assert.That(
            mail.Headers,
            Does.Contain($"List-Unsubscribe: <http://localhost{path}>").And.Contain("List-Id: <freigabe."));
        Assert.That((await Hub.Visitor().GetAsync(path)).Heading, Is.EqualTo("Bitten um Freigabe abbestellen"));
        Assert.That(await StoredAsync(), Is.EqualTo((true, true)), "opening a link changes nothing");

        var answer = await Hub.Visitor().SendAsync(
            HttpMethod.Post, path, new FormUrlEncodedContent([new("List-Unsubscribe", "One-Click")]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await StoredAsync(), Is.EqualTo((true, false)));
        var visitor = Hub.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
        Assert.That(await StoredAsync(), Is.EqualTo((true, true)));
    }

    [Test]
    public async Task It_goes_before_thousands_of_digests()
    {
        await Hub.AddDocumentAsync("Neu");
        await Hub.AddReadersAsync(60);
        await Hub.PrepareNowAsync();
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await AskAsync("Eilig");
        Assert.That((await Hub.ClaimAsync(1)).Select(d => d.Occasion), Is.All.EqualTo(DeliveryOccasion.Release));
    }

    [Test]
    public async Task Coordinators_see_what_became_of_it()
    {
        await AskAsync("Entwurf");
        await Hub.SendAsync();
        using var browser = await Hub.SignInAsync(_coordinator);
        Assert.That(
            (await browser.GetAsync("/monatsbriefe/laufend/zustellungen")).Text, Does.Contain("Bitte um Freigabe"));
    }

    private Task<Document> AskAsync(string title) => Hub.AddDocumentAsync(
        title, change: draft => draft with { State = DocumentState.InReview }, authorId: _asker.Id);

    private static async Task MoveAsync(TestBrowser browser, string state)
    {
        var page = await browser.GetAsync("/leitfaeden/entwurf");
        var form = page.Document.QuerySelectorAll("form")
            .Single(f => f.QuerySelector($"input[name=stand][value={state}]") is not null);
        var fields = form.QuerySelectorAll("input[name]").Select(
            input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        await browser.SendAsync(
            HttpMethod.Post, "/leitfaeden/entwurf/stand", new FormUrlEncodedContent([.. fields]));
    }

    private async Task<int> CountAsync(Member member) => (await Hub.MailsToAsync(member.Email!)).Count;

    private Task<(bool Digest, bool Releases)> StoredAsync() => Hub.WithStoreAsync(async session =>
    {
        var member = await session.Query<Member>().SingleAsync(m => m.Id == _colleague.Id);
        return (member.Wants(DeliveryOccasion.Digest), member.Wants(DeliveryOccasion.Release));
    });
}
