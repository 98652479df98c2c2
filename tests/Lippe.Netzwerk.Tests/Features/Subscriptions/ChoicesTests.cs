using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Subscriptions;

/// <summary>Members get what they chose, when they chose it, and nothing twice.</summary>
public sealed class ChoicesTests : FreshHubTests
{
    private static readonly object Thursdays = new { Frequency = "Weekly", WeekDay = 4, Hour = 9 };

    private Member _member = null!;

    [SetUp]
    public async Task Start()
    {
        // A Tuesday.
        Hub.Clock.Set(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        _member = await Hub.AddMemberAsync(Role.Reader);
    }

    [Test]
    public async Task A_member_chooses_on_the_profile()
    {
        using var browser = await Hub.SignInAsync(_member);
        var saved = await browser.SubmitAsync(await browser.GetAsync("/profil/monatsbrief"),
            [
                new("Frequency", "Weekly"), new("WeekDay", "4"), new("Hour", "9"), new("PausedUntil", "2027-01-15"),
                new("Kinds", "Project"), new("Parts", "kommune"), new("Parts", "themen"),
            ]);
        Assert.That(saved.Html, Does.Contain("Ihre Auswahl ist gespeichert"));
        var stored = await StoredAsync();
        Assert.That(stored.DigestRhythm, Is.EqualTo(new DigestRhythm(DigestFrequency.Weekly, 4, 9)));
        Assert.That(stored.DigestPausedUntil, Is.EqualTo(new DateOnly(2027, 1, 15)));
        Assert.That(stored.DigestKinds, Is.EqualTo(new[] { "Project" }));
        Assert.That(
            stored.DigestWithout,
            Is.EqualTo(new[] { "pruefungen", "nachnutzung", "suchen", "netzwerk", "zahlen" }));
    }

    [Test]
    public async Task The_link_of_a_mail_opens_the_same_choices_without_sign_in_for_its_time()
    {
        var visitor = Hub.Visitor();
        var path = new Uri(Links.Choice(_member.Id)).AbsolutePath;
        var saved = await visitor.SubmitAsync(await visitor.GetAsync(path), new { Frequency = "Daily" });
        Assert.That(saved.Text, Does.Contain("Ihre Auswahl ist gespeichert"));
        Assert.That((await StoredAsync()).DigestFrequency, Is.EqualTo(DigestFrequency.Daily));
        Hub.Clock.Advance(SignedLinks.AnswerLifetime);
        Assert.That((await visitor.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [TestCase("Frequency", "Hourly", "wie oft")]
    [TestCase("PausedUntil", "2027-02-31", "Geben Sie ein Datum an")]
    [TestCase("Kinds", "Gedicht", "nur aus der Liste")]
    [TestCase("Municipalities", "x", "nur aus der Liste")]
    [TestCase("Notices", "Digest", "nur aus der Liste")]
    [TestCase("Hour", "25", "nur aus der Liste")]
    public async Task What_is_not_offered_is_refused_and_kept(string field, string value, string message)
    {
        using var browser = await Hub.SignInAsync(_member);
        var refused = await browser.SubmitAsync(await browser.GetAsync("/profil/monatsbrief"), [new(field, value)]);
        Assert.That(refused.Document.QuerySelector($"#{field}-fehler")?.TextContent, Does.Contain(message));
    }

    [Test]
    public async Task A_digest_of_nothing_is_refused_and_what_was_chosen_kept()
    {
        using var browser = await Hub.SignInAsync(_member);
        var form = await browser.GetAsync("/profil/monatsbrief");
        var refused = await browser.SubmitAsync(form, [new("Parts", null), new("Topics", "mobilitaet")]);
        Assert.That(
            refused.Document.QuerySelector("#Parts-fehler")!.TextContent, Does.Contain("mindestens einen Teil"));
        Assert.That(refused.Document.QuerySelectorAll("[name=Parts][checked]"), Is.Empty);
        Assert.That(refused.Document.QuerySelector("[name=Topics][checked]")!.GetAttribute("value"),
            Is.EqualTo("mobilitaet"));
        var none = await browser.SubmitAsync(refused, [new("Parts", null), new("Frequency", "Never")]);
        Assert.That(none.Text, Does.Contain("Ihre Auswahl ist gespeichert"), "whoever wants none needs no parts");
    }

    [TestCase("2026-11-23", "Dieser Tag ist schon vorbei")]
    [TestCase("9999-12-31", "So lange kann keine Pause dauern")]
    public async Task A_pause_that_is_none_is_refused_and_kept(string day, string message)
    {
        using var browser = await Hub.SignInAsync(_member);
        var form = await browser.GetAsync("/profil/monatsbrief");
        var refused = await browser.SubmitAsync(form, new { PausedUntil = day });
        Assert.That(refused.Document.QuerySelector("#PausedUntil-fehler")!.TextContent, Does.Contain(message));
        Assert.That(refused.Document.QuerySelector("#PausedUntil")!.GetAttribute("value"), Is.EqualTo(day));
    }

    [Test]
    public async Task A_pause_that_is_over_keeps_nobody_from_choosing()
    {
        await Hub.ChooseAsync(_member, new { PausedUntil = "2026-11-24" });
        Hub.Clock.Set(Berlin("2026-11-25", 9));
        await Hub.ChooseAsync(_member, new { Hour = 12 });
        Assert.That((await StoredAsync()).DigestPausedUntil, Is.Null);
    }

    [Test]
    public async Task Doing_without_a_part_is_taken_back()
    {
        var visitor = Hub.Visitor();
        var path = new Uri(Links.WithoutPart(_member.Id, DigestParts.Network)).AbsolutePath;
        var done = await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
        await visitor.SubmitAsync(done, new { });
        Assert.That((await StoredAsync()).DigestWithout, Is.Empty);
    }

    [Test]
    public async Task Nobody_does_without_the_last_part_by_a_link()
    {
        var visitor = Hub.Visitor();
        var path = new Uri(Links.WithoutPart(_member.Id, DigestParts.Network)).AbsolutePath;
        var open = await visitor.GetAsync(path);
        await Hub.ChooseAsync(_member, new { Parts = DigestParts.Network });
        var refused = await visitor.SubmitAsync(open, new { });
        Assert.That(refused.Heading, Is.EqualTo("Das ist der letzte Teil Ihres Briefs"));
        Assert.That(refused.Document.QuerySelector("main a[href*='/monatsbrief/wahl/']"), Is.Not.Null);
        Assert.That((await StoredAsync()).DigestWithout, Does.Not.Contain(DigestParts.Network));
    }

    [Test]
    public async Task The_choices_lead_back_to_the_profile()
    {
        using var browser = await Hub.SignInAsync(_member);
        var page = await browser.GetAsync("/profil/monatsbrief");
        Assert.That(page.Document.QuerySelector(".ln-crumbs a[href='/profil']"), Is.Not.Null);
        var link = await Hub.Visitor().GetAsync(new Uri(Links.Choice(_member.Id)).AbsolutePath);
        Assert.That(
            link.Document.QuerySelector(".ln-crumbs a[href='/profil']"), Is.Null, "a visitor has no profile");
    }

    [Test]
    public async Task Links_of_one_purpose_open_nothing_else()
    {
        var choice = Links.Choice(_member.Id).Split('/')[^1];
        var part = Links.WithoutPart(_member.Id, DigestParts.Network).Split('/')[^1];
        string[] paths =
        [
            $"/monatsbrief/ohne/{choice}", $"/monatsbrief/pruefung/{choice}", $"/abbestellen/{choice}",
            $"/monatsbrief/wahl/{part}", $"/monatsbrief/wahl/{choice}x",
        ];
        foreach (var path in paths)
            Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound), path);
    }

    [Test]
    public async Task A_weekly_digest_tells_what_happened_since_the_last_one_and_nothing_twice()
    {
        await Hub.ChooseAsync(_member, Thursdays);
        await Hub.AddDocumentAsync("Vor dem Donnerstag");
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.Zero, "nothing is due before the choice");

        Hub.Clock.Set(Berlin("2026-11-26", 9));
        await Hub.AddDocumentAsync("Genau dann");
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Vor dem Donnerstag" }));
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.Zero);
        // Two weeks are missed.
        Hub.Clock.Set(Berlin("2026-12-10", 15));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Genau dann" }));
        Hub.Clock.Set(Berlin("2026-12-17", 9));
        Assert.That(await RunAsync(), Is.Empty);
        var deliveries = await Hub.WithStoreAsync(
            session => session.Query<Delivery>().OrderBy(d => d.NewsFrom).ToListAsync());
        var windows = deliveries.Select(d => d.Window!).ToList();
        Assert.That(windows.Skip(1).Select(w => w.From), Is.EqualTo(windows.SkipLast(1).Select(w => w.Until)));
    }

    [Test]
    public async Task Another_rhythm_repeats_nothing_and_leaves_nothing_out()
    {
        await Hub.AddDocumentAsync("Erst");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        await Hub.PrepareNowAsync("2026-11");
        await Hub.SendAsync();
        await Hub.ChooseAsync(_member, new { Frequency = "Daily" });
        await Hub.AddDocumentAsync("Dann");
        Hub.Clock.Set(Berlin("2026-11-25", 7));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Dann" }));
        await Hub.ChooseAsync(_member, new { Frequency = "Monthly" });
        await Hub.AddDocumentAsync("Zuletzt");
        Hub.Clock.Set(Berlin("2026-12-01", 8));
        await Hub.PrepareDueAsync();
        Assert.That(await TitlesAsync(), Is.EqualTo(new[] { "Zuletzt" }));
    }

    [Test]
    public async Task A_pause_is_kept_and_what_was_missed_is_told_after_it()
    {
        await Hub.ChooseAsync(_member, new { Frequency = "Daily", PausedUntil = "2026-11-26" });
        await Hub.AddDocumentAsync("In der Pause");
        Hub.Clock.Set(Berlin("2026-11-26", 12));
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.Zero);
        Hub.Clock.Set(Berlin("2026-11-27", 7));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "In der Pause" }));
    }

    [TestCase("/profil")]
    [TestCase("/profil/monatsbrief")]
    [TestCase("/abbestellen/")]
    public async Task A_digest_ordered_again_sends_nothing_late(string way)
    {
        await Hub.ChooseAsync(_member, Thursdays);
        Hub.Clock.Set(Berlin("2026-11-26", 10));
        await Hub.PrepareRhythmsAsync();
        await OrderAsync(way, false);
        await Hub.AddDocumentAsync("Unbestellt");
        Hub.Clock.Set(Berlin("2026-12-03", 10));
        await OrderAsync(way, true);
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.Zero, "it was due an hour before");
        Hub.Clock.Set(Berlin("2026-12-10", 9));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Unbestellt" }));
    }

    [Test]
    public async Task Another_hour_of_the_same_day_sends_no_second_digest_and_holds_up_nobody()
    {
        var other = await Hub.AddMemberAsync(Role.Reader);
        await Hub.ChooseAsync(_member, new { Frequency = "Daily" });
        await Hub.ChooseAsync(other, new { Frequency = "Daily", Hour = 14 });
        Hub.Clock.Set(Berlin("2026-11-25", 8));
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.EqualTo(2), "of seven today, and of two yesterday");
        await Hub.ChooseAsync(_member, new { Hour = 12 });
        Hub.Clock.Set(Berlin("2026-11-25", 14));
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.EqualTo(1), "the other's");
    }

    [Test]
    public async Task A_pause_ended_early_sends_nothing_late()
    {
        await Hub.ChooseAsync(_member, Thursdays);
        await Hub.ChooseAsync(_member, new { PausedUntil = "2027-01-15" });
        Hub.Clock.Set(Berlin("2026-12-03", 10));
        await Hub.ChooseAsync(_member, new { PausedUntil = "" });
        Assert.That(await Hub.PrepareRhythmsAsync(), Is.Zero);
    }

    [Test]
    public async Task A_monthly_digest_waits_for_the_members_own_day_and_hour()
    {
        await Hub.ChooseAsync(_member, new { MonthDay = 3, Hour = 14 });
        await Hub.AddDocumentAsync("Im November");
        Hub.Clock.Set(Berlin("2026-12-01", 8));
        await Hub.PrepareDueAsync();
        Assert.That(await TitlesAsync(), Is.Empty, "the third working day is the third of December");
        Hub.Clock.Set(Berlin("2026-12-03", 14));
        Assert.That(await TitlesAsync(), Is.EqualTo(new[] { "Im November" }));
    }

    [Test]
    public async Task Small_edits_are_no_news_and_a_change_is_told_in_its_authors_words()
    {
        await Hub.ChooseAsync(_member, new { Frequency = "Daily" });
        const string Body = "Ein Absatz mit vielen Wörtern, in dem am Ende doch noch ein Komma fehlt.";
        var small = await Hub.AddDocumentAsync("Kleinigkeit", change: draft => draft with { Body = Body });
        var large = await Hub.AddDocumentAsync("Umbau");
        Hub.Clock.Set(Berlin("2026-11-25", 7));
        Assert.That(await RunAsync(), Is.EquivalentTo(new[] { "Kleinigkeit", "Umbau" }));

        Hub.Clock.Advance(TimeSpan.FromHours(1));
        await Hub.ReviseAsync(
            small,
            draft => draft with { Body = draft.Body.Replace("Wörtern, in", "Wörtern in", StringComparison.Ordinal) });
        await Hub.ReviseAsync(large, draft => draft with { Body = "Alles ganz anders als vorher." }, "Kosten ergänzt");
        Hub.Clock.Set(Berlin("2026-11-26", 7));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Umbau" }));
        var mail = (await Hub.MailsToAsync(_member.Email!))[^1];
        Assert.That(mail.Text, Does.Contain("Geändert: Kosten ergänzt"));
    }

    [Test]
    public async Task Kinds_municipalities_and_parts_choose_what_is_told()
    {
        var detmold = await Hub.WithStoreAsync(
            session => session.Query<Municipality>().Where(m => m.Slug == "detmold").Select(m => m.Id).SingleAsync());
        await Hub.ChooseAsync(
            _member,
            new { Kinds = "Guide", Municipalities = detmold, Topics = "mobilitaet" });
        await Hub.AddDocumentAsync("Eigenes", municipality: "lemgo");
        await Hub.AddDocumentAsync("Aus Detmold", municipality: "detmold");
        await Hub.AddDocumentAsync("Aus Lage", municipality: "lage");
        await Hub.AddDocumentAsync("Ein Projekt", DocumentKind.Project, "detmold");
        await Hub.AddDocumentAsync(
            "Thema", municipality: "detmold", change: draft => draft with { Topics = ["mobilitaet"] });
        await Hub.DoWithoutAsync(_member, DigestParts.OwnTopics);
        await Hub.PrepareNowAsync("2026-11");
        Assert.That(await TitlesAsync(), Is.EqualTo(new[] { "Eigenes", "Aus Detmold" }));
    }

    [Test]
    public async Task Doing_without_a_part_takes_one_button_and_no_sign_in()
    {
        await Hub.AddDocumentAsync("Aus Lage", municipality: "lage");
        await Hub.PrepareNowAsync("2026-11");
        await Hub.SendAsync();
        var path = (await Hub.MailToAsync(_member.Email!)).PathIn("/monatsbrief/ohne/");
        var page = await Hub.Visitor().GetAsync(path);
        Assert.That((await StoredAsync()).DigestWithout, Is.Empty, "opening a link changes nothing");
        var visitor = Hub.Visitor();
        var done = await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
        Assert.That(page.Document.QuerySelectorAll("main button"), Has.Length.EqualTo(1));
        Assert.That(done.Heading, Is.EqualTo("Der Teil ist abbestellt"));
        Assert.That((await StoredAsync()).DigestWithout, Is.EqualTo(new[] { DigestParts.Network }));
    }

    [Test]
    public async Task An_issue_ends_with_its_numbers_unless_one_does_without_them()
    {
        var other = await Hub.AddMemberAsync(Role.Reader);
        await Hub.DoWithoutAsync(other, DigestParts.Numbers);
        await Hub.AddDocumentAsync("Eins");
        await Hub.AddDocumentAsync("Zwei", municipality: "lage");
        await Hub.AddDocumentAsync(
            "Geheim", municipality: "detmold", change: draft => draft with { Visibility = Visibility.OwnMunicipality });
        await Hub.PrepareNowAsync("2026-11");
        await Hub.SendAsync();
        Assert.That((await Hub.MailToAsync(_member.Email!)).Text, Does.Contain("2 neue Dokumente aus 2 Kommunen"));
        Assert.That((await Hub.MailToAsync(other.Email!)).Text, Does.Not.Contain("Zahlen des Monats"));
    }

    [Test]
    public async Task A_due_review_is_asked_once_and_confirmed_from_the_mail()
    {
        var document = await Hub.AddDocumentAsync(
            "Alt", change: draft => draft with { ResponsibleId = _member.Id, ReviewDue = new DateOnly(2026, 11, 1) });
        await Hub.PrepareNowAsync("2026-11");
        await Hub.SendAsync();
        var mail = await Hub.MailToAsync(_member.Email!);
        Assert.That(mail.Text, Does.Contain("Stimmt das noch?").And.Contain("1. November 2026"));

        var visitor = Hub.Visitor();
        var path = mail.PathIn("/monatsbrief/pruefung/");
        await visitor.GetAsync(path);
        Assert.That(await VersionAsync(document), Is.EqualTo(1), "opening a link changes nothing");
        var done = await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
        Assert.That(done.Text, Does.Contain("24. November 2027"));
        Assert.That(await VersionAsync(document), Is.EqualTo(2));
        Assert.That(await Hub.DeedsOfAsync(_member.Id), Is.EqualTo(new[] { "document.changed" }));
        var again = await visitor.GetAsync(path);
        Assert.That(again.Document.QuerySelector($"form[action='{path}']"), Is.Null, "once is enough");
    }

    [Test]
    public async Task A_confirmation_from_the_mail_is_taken_back_as_long_as_nothing_newer_was_saved()
    {
        var (document, path) = await AddAskedAsync();
        var visitor = Hub.Visitor();
        var done = await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
        var back = await visitor.SubmitAsync(done, new { });
        Assert.That(back.Heading, Is.EqualTo("Stimmt das noch?"));
        var stored = await Hub.WithStoreAsync(session => session.LoadAsync<Document>(document.Id));
        Assert.That(
            (stored!.ReviewedOn, stored.ReviewDue, stored.Version),
            Is.EqualTo(((DateOnly?)null, (DateOnly?)new DateOnly(2026, 11, 1), 3L)));

        var anew = await visitor.SubmitAsync(back, new { });
        Assert.That(anew.Text, Does.Contain("24. November 2027"));
        await Hub.ReviseAsync(document, draft => draft with { Body = "Neuer." });
        var late = await visitor.SubmitAsync(anew, new { });
        Assert.That(late.Document.QuerySelectorAll("main form"), Is.Empty);
        Assert.That(await VersionAsync(document), Is.EqualTo(5));
        var forged = await visitor.SendAsync(
            HttpMethod.Post, $"{path}x/zuruecknahme?version=5", new FormUrlEncodedContent([]));
        Assert.That(forged.StatusCode, Is.Not.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task What_somebody_else_confirmed_is_not_taken_back_from_the_mail()
    {
        var (_, path) = await AddAskedAsync();
        using var officer = await Hub.SignInAsync(Role.Officer);
        await officer.SubmitAsync(await officer.GetAsync("/leitfaeden/alt"), new { }, "/leitfaeden/alt/pruefung");
        var page = await Hub.Visitor().GetAsync(path);
        Assert.That(page.Text, Does.Contain("ist geprüft"));
        Assert.That(page.Document.QuerySelectorAll("main form"), Is.Empty);
    }

    [Test]
    public async Task Whoever_came_by_a_mail_finds_the_way_to_what_it_is_about()
    {
        var (document, path) = await AddAskedAsync();
        var request = new ReviewRequest(_member.Id, document.Id, document.ReviewDue!.Value);
        string[] letters = ["/", DigestAddresses.List];
        string[] guide = ["/", "/leitfaeden", "/leitfaeden/alt"];
        (string Link, string[] Way)[] pages =
        [
            (path, guide),
            (Links.Snooze(request, request.Due), guide),
            (Links.Choice(_member.Id), letters),
            (Links.WithoutPart(_member.Id, DigestParts.Network), letters),
            (Links.Unsubscribe(_member.Id, DeliveryOccasion.Digest), letters),
            (Links.Unsubscribe(_member.Id, DeliveryOccasion.Reminder), ["/"]),
        ];
        foreach (var (link, way) in pages)
        {
            var page = await Hub.Visitor().GetAsync(new Uri(new Uri("http://localhost"), link).AbsolutePath);
            Assert.That(
                page.Document.QuerySelectorAll(".ln-crumbs a").Select(crumb => crumb.GetAttribute("href")),
                Is.EqualTo(way), link);
        }
    }

    [Test]
    public async Task Whoever_is_no_longer_responsible_confirms_nothing()
    {
        var document = await Hub.AddDocumentAsync(
            "Alt", change: draft => draft with { ResponsibleId = _member.Id, ReviewDue = new DateOnly(2026, 11, 1) });
        var request = new ReviewRequest(_member.Id, document.Id, new DateOnly(2026, 11, 1));
        var path = new Uri(Links.Review(request)).AbsolutePath;
        await Hub.ReviseAsync(document, draft => draft with { ResponsibleId = null });
        Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Coordinators_see_what_became_of_weekly_and_daily_digests_and_try_again()
    {
        await using var smtp = new TestSmtpServer();
        await using var hub = await TestHub.StartAsync(configure: smtp.Connect);
        hub.Clock.Set(Hub.Clock.GetUtcNow());
        var member = await hub.AddMemberAsync(Role.Reader, mail: "refuse@lemgo.example");
        await hub.ChooseAsync(member, new { Frequency = "Daily" });
        await hub.AddDocumentAsync("Neu");
        hub.Clock.Set(Berlin("2026-11-25", 7));
        await hub.PrepareRhythmsAsync();
        await hub.SendAsync();

        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync("/monatsbriefe/laufend/zustellungen");
        Assert.That(page.Text, Does.Contain("Reader aus lemgo").And.Contain("550"));
        smtp.IsStrict = false;
        await coordinator.SubmitAsync(page, new { }, "/monatsbriefe/laufend/zustellungen/versuche");
        await hub.SendAsync();
        Assert.That((await hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Accepted));
    }

    // A guide whose review is overdue, and where the member confirms it.
    private async Task<(Document Document, string Path)> AddAskedAsync()
    {
        var due = new DateOnly(2026, 11, 1);
        var document = await Hub.AddDocumentAsync(
            "Alt", change: draft => draft with { ResponsibleId = _member.Id, ReviewDue = due });
        return (document, new Uri(Links.Review(new ReviewRequest(_member.Id, document.Id, due))).AbsolutePath);
    }

    // Ends the digest or begins it anew, on the profile, among the choices, or by the link of a mail.
    private async Task OrderAsync(string way, bool wants)
    {
        using var browser = await Hub.SignInAsync(_member);
        var link = new Uri(Links.Unsubscribe(_member.Id, DeliveryOccasion.Digest)).AbsolutePath;
        var page = await browser.GetAsync(way == "/abbestellen/" ? link : way);
        await browser.SubmitAsync(
            page,
            [new("Digest", wants ? "ja" : null), new("Frequency", wants ? "Weekly" : "Never")],
            way == "/abbestellen/" ? null : way);
    }

    private SignedLinks Links => Hub.Services.GetRequiredService<SignedLinks>();

    private static DateTimeOffset Berlin(string day, int hour) =>
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AtBerlin(new TimeOnly(hour, 0));

    private Task<Member> StoredAsync() =>
        Hub.WithStoreAsync(session => session.Query<Member>().SingleAsync(m => m.Id == _member.Id));

    private Task<long> VersionAsync(Document document) =>
        Hub.WithStoreAsync(async session => (await session.LoadAsync<Document>(document.Id))!.Version);

    private async Task<IEnumerable<string>> RunAsync()
    {
        await Hub.PrepareRhythmsAsync();
        return await TitlesAsync();
    }

    // The titles in the mail sent now, if one was.
    private async Task<IEnumerable<string>> TitlesAsync()
    {
        var before = (await Hub.MailsToAsync(_member.Email!)).Count;
        await Hub.SendAsync();
        var mails = await Hub.MailsToAsync(_member.Email!);
        return mails.Count == before ? [] : new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mails[^1].Html!)
            .QuerySelectorAll("h3").Select(h => h.TextContent).ToList();
    }
}
