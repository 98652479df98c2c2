using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Digests;
using Lippe.Netzwerk.Mail;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Digests;

/// <summary>
/// Reviews are asked for in the digest, and in a mail of their own only where it would come too late.
/// </summary>
public sealed class RemindersTests : FreshHubTests
{
    private Member _member = null!;

    [SetUp]
    public async Task Start()
    {
        // A Tuesday; the next monthly digest comes a week later, on the first of December.
        Hub.Clock.Set(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.Zero));
        _member = await Hub.AddMemberAsync(Role.Officer);
    }

    [Test]
    public async Task What_falls_due_before_the_next_digest_is_one_mail_once()
    {
        await AddAsync("Morgen", "2026-11-25");
        await AddAsync("Auch bald", "2026-11-30");
        await AddAsync("Am Tag des Briefs", "2026-12-01");
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Morgen", "Auch bald" }));
        Assert.That((await Hub.MailsToAsync(_member.Email!))[0].Subject, Is.EqualTo("2 Prüfungen stehen an"));
        Assert.That(await RunAsync(), Is.Empty);
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await RunAsync(), Is.Empty);
        Assert.That(await Hub.WithStoreAsync(session => session.Query<Delivery>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task The_digest_asks_for_what_falls_due_before_the_one_after_it()
    {
        await AddAsync("Am ersten", "2026-12-01");
        await AddAsync("Über Weihnachten", "2026-12-24");
        await AddAsync("Im Januar", "2027-01-20");
        Hub.Clock.Set(Berlin("2026-12-01", 8));
        await Hub.PrepareDueAsync();
        await Hub.SendAsync();
        var asked = (await Hub.MailToAsync(_member.Email!)).Text.Split("Stimmt das noch?")[1].Split("Aus Lemgo")[0];
        Assert.That(asked, Does.Contain("Am ersten").And.Contain("Über Weihnachten").And.Not.Contain("Im Januar"));

        Hub.Clock.Set(Berlin("2026-12-21", 8));
        Assert.That(await RunAsync(), Is.Empty, "the digest asked for it");
    }

    [Test]
    public async Task A_weekly_digest_that_comes_in_time_makes_a_mail_of_its_own_needless()
    {
        await Hub.ChooseAsync(_member, new { Frequency = "Weekly", WeekDay = 4, Hour = 9 });
        await AddAsync("Am Mittwoch", "2026-11-25");
        await AddAsync("Am Donnerstag", "2026-11-26");
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Am Mittwoch" }));
        Hub.Clock.Set(Berlin("2026-11-26", 8));
        Assert.That(await RunAsync(), Is.Empty, "the digest of nine o'clock asks for it");
    }

    [Test]
    public async Task Without_a_digest_each_review_is_asked_for_a_week_before()
    {
        await Hub.ChooseAsync(_member, new { Frequency = "Never" });
        await AddAsync("Bald", "2026-12-01");
        await AddAsync("Später", "2026-12-02");
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Bald" }));
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Später" }));
    }

    [Test]
    public async Task A_pause_is_kept_and_what_fell_due_in_it_is_asked_for_after_it()
    {
        await Hub.ChooseAsync(_member, new { PausedUntil = "2026-11-26" });
        await AddAsync("In der Pause", "2026-11-25");
        Assert.That(await RunAsync(), Is.Empty);
        Hub.Clock.Set(Berlin("2026-11-27", 8));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "In der Pause" }));
    }

    [Test]
    public async Task What_is_confirmed_or_somebody_elses_before_the_mail_goes_is_not_asked_for()
    {
        var document = await AddAsync("Morgen", "2026-11-25");
        await PrepareAsync();
        await Hub.ReviseAsync(document, draft => draft with { ReviewDue = new DateOnly(2027, 11, 24) });
        await Hub.SendAsync();
        Assert.That((await Hub.DeliveryAsync(_member)).State, Is.EqualTo(DeliveryState.Empty));
    }

    [Test]
    public async Task Whoever_takes_a_review_over_is_asked_too()
    {
        var document = await AddAsync("Morgen", "2026-11-25");
        await AddAsync("Auch bald", "2026-11-26");
        await RunAsync();
        var successor = await Hub.AddMemberAsync(Role.Officer);
        await Hub.ReviseAsync(document, draft => draft with { ResponsibleId = successor.Id });
        await RunAsync();
        Assert.That((await Hub.MailToAsync(successor.Email!)).Text, Does.Contain("Morgen"));
    }

    [Test]
    public async Task A_reminder_that_waits_gets_no_second_one_beside_it()
    {
        await AddAsync("Morgen", "2026-11-25");
        Assert.That(await PrepareAsync(), Is.EqualTo(1));
        Hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await PrepareAsync(), Is.Zero);
        await Hub.SendAsync();
        Assert.That(await Hub.MailsToAsync(_member.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_refused_reminder_is_not_tried_each_day_but_silences_nothing_for_ever()
    {
        await using var smtp = new TestSmtpServer();
        await using var hub = await TestHub.StartAsync(configure: smtp.Connect);
        hub.Clock.Set(Hub.Clock.GetUtcNow());
        var member = await hub.AddMemberAsync(Role.Officer, mail: "refuse@lemgo.example");
        await hub.ChooseAsync(member, new { Frequency = "Never" });
        await hub.AddDocumentAsync(
            "Morgen",
            change: draft => draft with { ResponsibleId = member.Id, ReviewDue = new DateOnly(2026, 11, 25) });
        Assert.That(await PrepareAsync(hub), Is.EqualTo(1));
        await hub.SendAsync();
        Assert.That((await hub.DeliveryAsync(member)).State, Is.EqualTo(DeliveryState.Failed));

        hub.Clock.Advance(TimeSpan.FromDays(1));
        Assert.That(await PrepareAsync(hub), Is.Zero);
        hub.Clock.Advance(TimeSpan.FromDays(Reminders.Lead));
        Assert.That(await PrepareAsync(hub), Is.EqualTo(1));
        smtp.IsStrict = false;
        await hub.SendAsync();
        Assert.That(smtp.Mails, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task One_click_ends_reminders_and_leaving_the_digest_ends_them_too()
    {
        await AddAsync("Morgen", "2026-11-25");
        await RunAsync();
        var mail = await Hub.MailToAsync(_member.Email!);
        await Hub.Visitor().SendAsync(HttpMethod.Post, mail.PathIn("/abbestellen/"));
        Assert.That(await StoredAsync(), Is.EqualTo((true, false)));

        await Hub.ChooseAsync(_member, new { Notices = "Reminder" });
        await Hub.Visitor().SendAsync(HttpMethod.Post, DigestLink("abbestellen"));
        Assert.That(await StoredAsync(), Is.EqualTo((false, false)));
    }

    [Test]
    public async Task Leaving_the_digest_on_the_profile_ends_them_too_but_a_box_left_as_it_was_ends_nothing()
    {
        using var browser = await Hub.SignInAsync(_member);
        await browser.SubmitAsync(await browser.GetAsync("/profil"), [new("Digest", null)], "/profil");
        Assert.That(await StoredAsync(), Is.EqualTo((false, false)));
        await Hub.ChooseAsync(_member, new { Notices = "Reminder" });
        await browser.SubmitAsync(await browser.GetAsync("/profil"), new { Name = "Neu" }, "/profil");
        Assert.That(await StoredAsync(), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Ordering_the_digest_again_brings_back_no_reminders_ended_before_it()
    {
        await Hub.ChooseAsync(_member, new { Notices = "Release" });
        await Hub.Visitor().SendAsync(HttpMethod.Post, DigestLink("abbestellen"));
        await Hub.Visitor().SendAsync(HttpMethod.Post, DigestLink("bestellen"));
        Assert.That(await StoredAsync(), Is.EqualTo((true, false)));
    }

    [Test]
    public async Task A_review_put_off_rests_for_two_weeks_and_is_asked_for_again()
    {
        await AddAsync("Morgen", "2026-11-25");
        await RunAsync();
        var path = (await Hub.MailToAsync(_member.Email!)).PathIn("/monatsbrief/spaeter/");
        var visitor = Hub.Visitor();
        var page = await visitor.GetAsync(path);
        Assert.That(page.Document.QuerySelectorAll("main button"), Has.Length.EqualTo(1));
        Assert.That(
            await Hub.WithStoreAsync(session => session.Query<ReviewSnooze>().CountAsync()),
            Is.Zero,
            "opening a link changes nothing");
        var done = await visitor.SubmitAsync(page, new { });
        Assert.That(done.Text, Does.Contain("8. Dezember 2026"));

        Hub.Clock.Set(Berlin("2026-12-01", 8));
        var again = await visitor.SubmitAsync(page, new { });
        Assert.That(again.Text, Does.Contain("8. Dezember 2026"), "a second click says so and moves nothing");
        Assert.That(
            again.Document.QuerySelectorAll("main button").Select(button => button.TextContent.Trim()),
            Is.EqualTo(new[] { "Rückgängig" }));
        await Hub.PrepareDueAsync();
        await Hub.SendAsync();
        Assert.That((await Hub.MailsToAsync(_member.Email!))[^1].Text, Does.Not.Contain("Stimmt das noch?"));
        Hub.Clock.Set(Berlin("2026-12-07", 8));
        Assert.That(await RunAsync(), Is.Empty);
        Hub.Clock.Set(Berlin("2026-12-08", 8));
        Assert.That(await RunAsync(), Is.EqualTo(new[] { "Morgen" }));

        // The new mail puts it off anew; the old link is spent.
        await visitor.SubmitAsync(
            await visitor.GetAsync((await Hub.MailsToAsync(_member.Email!))[^1].PathIn("/monatsbrief/spaeter/")),
            new { });
        Assert.That((await visitor.GetAsync(path)).Text, Does.Contain("22. Dezember 2026"));
    }

    [Test]
    public async Task Putting_off_is_taken_back_step_by_step()
    {
        await AddAsync("Morgen", "2026-11-25");
        await RunAsync();
        var visitor = Hub.Visitor();
        var first = await PutOffAsync(visitor);
        Hub.Clock.Set(Berlin("2026-12-01", 8));
        await Hub.PrepareDueAsync();
        await Hub.SendAsync();
        Hub.Clock.Set(Berlin("2026-12-08", 8));
        await RunAsync();
        var second = await PutOffAsync(visitor);
        Assert.That(second.Text, Does.Contain("22. Dezember 2026"));

        await visitor.SubmitAsync(first, new { });
        Assert.That(await UntilAsync(), Is.EqualTo(new[] { new DateOnly(2026, 12, 22) }), "it was put off since");
        var back = await visitor.SubmitAsync(second, new { });
        Assert.That(back.Heading, Is.EqualTo("Später erinnern?"));
        Assert.That(await UntilAsync(), Is.EqualTo(new[] { new DateOnly(2026, 12, 8) }));
    }

    [Test]
    public async Task Putting_off_for_the_first_time_leaves_nothing_when_taken_back()
    {
        await AddAsync("Morgen", "2026-11-25");
        await RunAsync();
        var visitor = Hub.Visitor();
        await visitor.SubmitAsync(await PutOffAsync(visitor), new { });
        Assert.That(await UntilAsync(), Is.Empty);
    }

    [Test]
    public async Task Putting_off_is_for_the_responsible_member_and_for_its_time()
    {
        var document = await AddAsync("Morgen", "2026-11-25");
        await RunAsync();
        var path = (await Hub.MailToAsync(_member.Email!)).PathIn("/monatsbrief/spaeter/");
        var token = path.Split('/')[^1];
        string[] others =
            [$"/monatsbrief/pruefung/{token}", $"/monatsbrief/wahl/{token}", $"/abbestellen/{token}", $"{path}x"];
        foreach (var other in others)
            Assert.That((await Hub.Visitor().GetAsync(other)).Status, Is.EqualTo(HttpStatusCode.NotFound), other);

        await Hub.ReviseAsync(document, draft => draft with { ReviewDue = new DateOnly(2027, 11, 24) });
        var confirmed = await Hub.Visitor().GetAsync(path);
        Assert.That(confirmed.Text, Does.Contain("ist geprüft").And.Contain("24. November 2027"));
        await Hub.ReviseAsync(document, draft => draft with { ResponsibleId = null });
        Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        await Hub.ReviseAsync(document, draft => draft with { ResponsibleId = _member.Id });
        Hub.Clock.Advance(SignedLinks.AnswerLifetime);
        Assert.That((await Hub.Visitor().GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<TestPage> PutOffAsync(TestBrowser visitor)
    {
        var path = (await Hub.MailsToAsync(_member.Email!))[^1].PathIn("/monatsbrief/spaeter/");
        return await visitor.SubmitAsync(await visitor.GetAsync(path), new { });
    }

    private Task<IReadOnlyList<DateOnly>> UntilAsync() => Hub.WithStoreAsync(session =>
        session.Query<ReviewSnooze>().Select(snooze => snooze.Until).ToListAsync());

    private string DigestLink(string verb) =>
        new Uri(Hub.Services.GetRequiredService<SignedLinks>().Unsubscribe(_member.Id, DeliveryOccasion.Digest))
            .AbsolutePath.Replace("/abbestellen/", $"/{verb}/", StringComparison.Ordinal);

    private Task<Document> AddAsync(
        string title, string due) => Hub.AddDocumentAsync(title, change: draft => draft with
        {
            ResponsibleId = _member.Id,
            ReviewDue = DateOnly.Parse(due, System.Globalization.CultureInfo.InvariantCulture),
        });

    private static DateTimeOffset Berlin(string day, int hour) =>
        DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture).AtBerlin(new TimeOnly(hour, 0));

    private Task<int> PrepareAsync() => PrepareAsync(Hub);

    private static async Task<int> PrepareAsync(TestHub hub)
    {
        await using var scope = hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<Reminders>().PrepareAsync(CancellationToken.None);
    }

    // The titles in the reminder sent now, if one was.
    private async Task<IEnumerable<string>> RunAsync()
    {
        var before = (await Hub.MailsToAsync(_member.Email!)).Count;
        await PrepareAsync();
        await Hub.SendAsync();
        var mails = await Hub.MailsToAsync(_member.Email!);
        return mails.Count == before ? [] : new AngleSharp.Html.Parser.HtmlParser().ParseDocument(mails[^1].Html!)
            .QuerySelectorAll("h3").Select(h => h.TextContent).ToList();
    }

    private Task<(bool Digest, bool Reminders)> StoredAsync() => Hub.WithStoreAsync(async session =>
    {
        var member = await session.Query<Member>().SingleAsync(m => m.Id == _member.Id);
        return (member.Wants(DeliveryOccasion.Digest), member.Wants(DeliveryOccasion.Reminder));
    });
}
