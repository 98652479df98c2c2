using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class InvitationsTests : FreshHubTests
{
    private const string Guest = "kim.vorlage@lage.example";

    [Test]
    public async Task An_invited_person_becomes_a_member_and_is_signed_in()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator);
        Assert.That(list.Text, Does.Contain("Die Einladung an Kim Vorlage ist unterwegs.").And.Contain(Guest));

        using var visitor = Hub.Visitor();
        var page = await visitor.GetAsync(await LinkAsync());
        Assert.That(page.Document.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Kim Vorlage"));
        var home = await visitor.SubmitAsync(page, new { TestHub.Password });
        Assert.That(home.Path, Is.EqualTo("/"));
        Assert.That(home.Text, Does.Contain("Willkommen, Kim Vorlage!"));

        var member = await Hub.WithStoreAsync(session => session.Query<Member>().SingleAsync(m => m.Email == Guest));
        var municipality = await Hub.WithStoreAsync(session => session.LoadAsync<Municipality>(member.MunicipalityId));
        Assert.That((member.Role, municipality!.Slug), Is.EqualTo((Role.Officer, "lage")));
        Assert.That(
            await Hub.DeedsOfAsync(member.Id), Is.EquivalentTo(new[] { "member.joined", "invitation.accepted" }));
        Assert.That((await coordinator.GetAsync("/einladungen")).Text, Does.Contain("Keine offenen Einladungen"));
    }

    [Test]
    public async Task A_link_works_once()
    {
        var link = await InvitedAsync();
        using var first = Hub.Visitor();
        await first.SubmitAsync(await first.GetAsync(link), new { TestHub.Password });
        using var second = Hub.Visitor();
        var page = await second.GetAsync(link);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(page.Heading, Is.EqualTo("Diese Einladung ist schon angenommen"));
    }

    [Test]
    public async Task Of_two_clicks_at_the_same_moment_one_makes_the_member()
    {
        var link = await InvitedAsync();
        TestBrowser[] browsers = [Hub.Visitor(), Hub.Visitor(), Hub.Visitor(), Hub.Visitor()];
        var forms = await Task.WhenAll(browsers.Select(browser => browser.GetAsync(link)));
        var answers = await Task.WhenAll(browsers.Zip(forms, (browser, form) =>
            browser.SubmitAsync(form, new { TestHub.Password })));
        foreach (var browser in browsers)
            browser.Dispose();
        var welcomed = answers.Where(page => page.Text.Contains("Willkommen, Kim Vorlage!", StringComparison.Ordinal));
        Assert.That(welcomed.Count(), Is.EqualTo(1));
        Assert.That(answers.Count(page => page.Status == HttpStatusCode.Gone), Is.EqualTo(3));
        Assert.That(await CountAsync(Guest), Is.EqualTo(1));
    }

    [Test]
    public async Task Two_people_with_one_link_and_two_addresses_make_one_member()
    {
        var link = await AddFirstLinkAsync();
        TestBrowser[] browsers = [Hub.Visitor(), Hub.Visitor()];
        var forms = await Task.WhenAll(browsers.Select(browser => browser.GetAsync(link)));
        var answers = await Task.WhenAll(browsers.Zip(forms, (browser, form) => browser.SubmitAsync(form, new
        {
            Name = "Kim Vorlage",
            Email = $"{Guid.NewGuid():N}@lage.example",
            Municipality = "lage",
            TestHub.Password,
        })));
        foreach (var browser in browsers)
            browser.Dispose();
        var statuses = answers.Select(page => page.Status);
        Assert.That(statuses, Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Gone }));
        Assert.That(await Hub.WithStoreAsync(session => session.Query<Member>().CountAsync()), Is.EqualTo(1));
    }

    [Test]
    public async Task A_link_ends_after_seven_days_and_the_page_names_whom_to_ask()
    {
        var link = await InvitedAsync();
        using var visitor = Hub.Visitor();
        var form = await visitor.GetAsync(link);
        Hub.Clock.Advance(TimeSpan.FromDays(7));
        var late = await visitor.SubmitAsync(form, new { TestHub.Password });
        Assert.That(late.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(late.Text, Does.Contain("abgelaufen").And.Contain("Mara Beispiel").And.Contain("@"));
        Assert.That(await CountAsync(Guest), Is.Zero);
    }

    [Test]
    public async Task An_unknown_link_is_not_found_and_says_whom_to_ask()
    {
        using var visitor = Hub.Visitor();
        var page = await visitor.GetAsync("/einladungen/erfunden");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(page.Text, Does.Contain("Fragen Sie die Koordination"));
    }

    [Test]
    public async Task The_first_link_asks_for_everything()
    {
        var link = await AddFirstLinkAsync();
        using var visitor = Hub.Visitor();
        var empty = await visitor.SubmitAsync(await visitor.GetAsync(link), new { });
        Assert.That(empty.Document.QuerySelectorAll(".kern-error"), Has.Length.EqualTo(4));

        var home = await visitor.SubmitAsync(empty, new
        {
            Name = "Jonas Muster",
            Email = "jonas@kreis.example",
            Municipality = "kreis-lippe",
            TestHub.Password,
        });
        Assert.That(home.Text, Does.Contain("Willkommen, Jonas Muster!"));
        Assert.That((await visitor.GetAsync("/einladungen")).Heading, Is.EqualTo("Einladungen"));
    }

    [Test]
    public async Task The_first_link_refuses_the_address_of_a_member()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        var link = await AddFirstLinkAsync();
        using var visitor = Hub.Visitor();
        var page = await visitor.SubmitAsync(
            await visitor.GetAsync(link),
            new { Name = "Jonas Muster", member.Email, Municipality = "lage", TestHub.Password });
        var error = page.Document.QuerySelector("#Email-fehler")!;
        Assert.That(error.TextContent, Does.Contain("gibt es schon ein Mitglied"));
        Assert.That((await visitor.GetAsync(link)).Status, Is.EqualTo(HttpStatusCode.OK), "the link is still good");
    }

    [TestCase("elf Zeichen", false)]
    [TestCase("zwölfZeichen", true)]
    public async Task A_password_needs_twelve_characters_and_nothing_else(string password, bool isEnough)
    {
        var link = await InvitedAsync();
        using var visitor = Hub.Visitor();
        var page = await visitor.SubmitAsync(await visitor.GetAsync(link), new { Password = password });
        Assert.That(page.Text, isEnough ? Does.Contain("Willkommen") : Does.Contain("mindestens 12 Zeichen"));
    }

    [TestCase("passwort1234", "oft benutzt")]
    [TestCase("kim.vorlage2026", "E-Mail-Adresse")]
    public async Task A_password_everybody_tries_is_refused_beside_its_field(string password, string reason)
    {
        var link = await InvitedAsync();
        using var visitor = Hub.Visitor();
        var page = await visitor.SubmitAsync(await visitor.GetAsync(link), new { Password = password });
        Assert.That(page.Document.QuerySelector("#Password-fehler")!.TextContent, Does.Contain(reason));
        Assert.That((await visitor.SubmitAsync(page, new { TestHub.Password })).Text, Does.Contain("Willkommen"));
    }

    [Test]
    public async Task A_second_invitation_to_an_address_replaces_the_first()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var first = await LinkAsync();
        var list = await InviteAsync(coordinator);
        Assert.That(list.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(first)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Several_invitations_to_an_address_at_once_leave_one()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => InviteAsync(coordinator)));
        var list = await coordinator.GetAsync("/einladungen");
        Assert.That(list.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Sixty_people_can_be_invited_in_a_minute_and_the_next_one_stays_on_the_form()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync("/einladungen/neu");
        for (var count = 1; count <= 60; count++)
            Assert.That((await coordinator.SubmitAsync(form, new { Email = "" })).Heading, Does.Contain("einladen"));
        var page = await coordinator.SubmitAsync(form, new { Name = "Kim Vorlage", Email = Guest });
        Assert.That(page.Heading, Is.EqualTo("Mitglied einladen"));
        Assert.That(page.Text, Does.Contain("sehr viele Anfragen").And.Contain("Ihr Text ist noch da."));
        Assert.That(page.Document.QuerySelector("#Email")!.GetAttribute("value"), Is.EqualTo(Guest));
    }

    [Test]
    public async Task Sending_again_makes_a_new_link_and_ends_the_old_one()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator);
        var old = await LinkAsync();
        Hub.Clock.Advance(TimeSpan.FromDays(8));
        using var later = await Hub.SignInAsync(Role.Coordinator);
        list = await later.GetAsync("/einladungen");
        Assert.That(list.Text, Does.Contain("Abgelaufen"));
        var resend = list.Document.QuerySelector("form[action$='/mails']")!;
        await later.SubmitAsync(list, new { }, resend.GetAttribute("action"));
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(old)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_withdrawn_invitation_makes_no_member()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var page = await WithdrawAsync(coordinator);
        Assert.That(page.Text, Does.Contain("zurückgezogen").And.Contain("Keine offenen Einladungen"));
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task A_withdrawn_invitation_comes_back_as_it_was()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var before = await InviteAsync(coordinator);
        var withdrawn = await WithdrawAsync(coordinator);
        var list = await coordinator.SubmitAsync(withdrawn, new { }, UndoOn(withdrawn));
        Assert.That(list.Text, Does.Contain("Die Einladung an Kim Vorlage gilt wieder, wie sie war."));
        Assert.That(Rows(list), Is.EqualTo(Rows(before)));
        using var visitor = Hub.Visitor();
        var home = await visitor.SubmitAsync(await visitor.GetAsync(await LinkAsync()), new { TestHub.Password });
        Assert.That(home.Text, Does.Contain("Willkommen, Kim Vorlage!"));
    }

    [Test]
    public async Task A_withdrawn_invitation_stays_away_when_its_address_was_invited_anew()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var first = await LinkAsync();
        var withdrawn = await WithdrawAsync(coordinator);
        await InviteAsync(coordinator);
        var list = await coordinator.SubmitAsync(withdrawn, new { }, UndoOn(withdrawn));
        Assert.That(list.Text, Does.Contain("lässt sich nicht zurückholen"));
        Assert.That(list.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(first)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await visitor.GetAsync(await LinkAsync())).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task A_withdrawn_invitation_stays_away_when_somebody_else_got_its_address()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator, "andere@lage.example");
        var edit = list.Document.QuerySelector("a[href$='/bearbeiten']")!.GetAttribute("href")!;
        await InviteAsync(coordinator);
        var withdrawn = await WithdrawAsync(coordinator);
        await coordinator.SubmitAsync(await coordinator.GetAsync(edit), new { Email = Guest });
        var refused = await coordinator.SubmitAsync(withdrawn, new { }, UndoOn(withdrawn));
        Assert.That(refused.Text, Does.Contain("lässt sich nicht zurückholen"));
        Assert.That(refused.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_withdrawn_invitation_stays_away_when_its_person_joined_otherwise()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var withdrawn = await WithdrawAsync(coordinator);
        await Hub.AddMemberAsync(Role.Officer, mail: Guest);
        var list = await coordinator.SubmitAsync(withdrawn, new { }, UndoOn(withdrawn));
        Assert.That(list.Text, Does.Contain("lässt sich nicht zurückholen").And.Contain("Keine offenen Einladungen"));
    }

    [Test]
    public async Task Only_the_newest_withdrawal_can_be_undone()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var first = await WithdrawAsync(coordinator);
        await coordinator.SubmitAsync(first, new { }, UndoOn(first));
        await WithdrawAsync(coordinator);
        using var other = await Hub.SignInAsync(Role.Coordinator);
        var stale = await other.SubmitAsync(
            await other.GetAsync("/einladungen/neu"), new { Email = "" });
        var answer = await other.SendAsync(HttpMethod.Post, UndoOn(first), new FormUrlEncodedContent(
        [
            new("version", first.Form(UndoOn(first)).QuerySelector("input[name=version]")!.GetAttribute("value")!),
            new(
                "__RequestVerificationToken",
                stale.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!),
        ]));
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.Redirect));
        Assert.That((await other.GetAsync("/einladungen")).Text, Does.Contain("lässt sich nicht zurückholen"));
    }

    [Test]
    public async Task Nobody_knows_the_day_after_whom_a_withdrawn_invitation_was_for()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await InviteAsync(coordinator);
        var withdrawn = await WithdrawAsync(coordinator);
        await InviteAsync(coordinator, "bleibt@lage.example");
        Hub.PlanJobs();
        Hub.RunJob(nameof(InvitationExpiryJob));
        Assert.That(await KeptAsync(), Is.EquivalentTo(new[] { Guest, "bleibt@lage.example" }), "undo may come yet");
        Hub.Clock.Advance(Invitation.TimeToReturn);
        Hub.RunJob(nameof(InvitationExpiryJob));
        Assert.That(await KeptAsync(), Is.EqualTo(new[] { "bleibt@lage.example" }));
        var late = await coordinator.SubmitAsync(withdrawn, new { }, UndoOn(withdrawn));
        Assert.That(late.Text, Does.Contain("lässt sich nicht zurückholen"));

        Task<IReadOnlyList<string>> KeptAsync() => Hub.WithStoreAsync(session =>
            session.Query<Invitation>().Select(invitation => invitation.Email!).ToListAsync());
    }

    [Test]
    public async Task The_address_of_a_member_is_refused_beside_its_field()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await InviteAsync(coordinator, member.Email!.ToUpperInvariant());
        var error = page.Document.QuerySelector("#Email-fehler")!;
        Assert.That(error.TextContent, Does.Contain("gibt es schon ein Mitglied"));
    }

    [TestCase("")]
    [TestCase("kim")]
    [TestCase("kim@lage")]
    [TestCase("Kim <kim@lage.example>")]
    public async Task An_incomplete_address_is_refused_beside_its_field(string address)
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await InviteAsync(coordinator, address);
        Assert.That(page.Document.QuerySelector("#Email-fehler"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Kim Vorlage"));
    }

    [Test]
    public async Task An_address_no_mail_can_reach_is_refused_beside_its_field_and_says_why()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await InviteAsync(coordinator, "jörg.müller@lage.example");
        Assert.That(
            page.Document.QuerySelector("#Email-fehler")!.TextContent,
            Does.Contain("Vor dem @ dürfen keine Umlaute").And.Not.Contain("vollständige"));
        var list = await InviteAsync(coordinator, "kim@lügde.example");
        Assert.That(
            list.Text, Does.Contain("Die Einladung an Kim Vorlage ist unterwegs."), "domains have another spelling");
    }

    [Test]
    public async Task When_the_mail_server_is_gone_the_invitation_stays_and_the_page_says_why()
    {
        await using var hub = await TestHub.StartAsync(
            configure: settings => (settings.Mail.Host, settings.Mail.Port) = ("127.0.0.1", 1));
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator);
        Assert.That(list.Text, Does.Contain("gespeichert, aber nicht verschickt").And.Contain("nicht erreichbar"));
        Assert.That(list.Text, Does.Contain("Erneut senden"));
        Assert.That(list.Text, Does.Not.Contain("unterwegs"));
        Assert.That(list.Document.QuerySelectorAll("tbody tr"), Has.Length.EqualTo(1));
    }

    [TestCase(Role.Reader)]
    [TestCase(Role.Officer)]
    public async Task Only_coordinators_invite(Role role)
    {
        using var browser = await Hub.SignInAsync(role);
        Assert.That((await browser.GetAsync("/einladungen")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await browser.GetAsync("/einladungen/neu")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var answer = await browser.SendAsync(HttpMethod.Post, "/einladungen");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static async Task<TestPage> InviteAsync(TestBrowser coordinator, string address = Guest) =>
        await coordinator.SubmitAsync(
            await coordinator.GetAsync("/einladungen/neu"),
            new { Name = "Kim Vorlage", Email = address, Municipality = "lage", Role = nameof(Role.Officer) });

    // Takes back the newest.
    private static async Task<TestPage> WithdrawAsync(TestBrowser coordinator)
    {
        var list = await coordinator.GetAsync("/einladungen");
        var withdraw = list.Document.QuerySelectorAll("form[action$='/zurueckziehen']")[^1];
        return await coordinator.SubmitAsync(list, new { }, withdraw.GetAttribute("action"));
    }

    private static string UndoOn(TestPage page) =>
        page.Document.QuerySelector("form[action$='/zuruecknahme']")!.GetAttribute("action")!;

    private static IEnumerable<string> Rows(TestPage page) => page.Document.QuerySelectorAll("tbody tr")
        .Select(row => row.TextContent).ToList();

    private Task<int> CountAsync(string address) =>
        Hub.WithStoreAsync(session => session.Query<Member>().CountAsync(member => member.Email == address));

    private async Task<string> InvitedAsync()
    {
        var mara = await Hub.AddMemberAsync(Role.Coordinator, name: "Mara Beispiel");
        using var coordinator = await Hub.SignInAsync(mara);
        await InviteAsync(coordinator);
        return await LinkAsync();
    }

    private async Task<string> LinkAsync() => (await Hub.MailToAsync(Guest)).PathIn("/einladungen/");

    private async Task<string> AddFirstLinkAsync()
    {
        var invitation = new Invitation { Name = "", Role = Role.Coordinator };
        var secret = invitation.Seal(Hub.Clock.GetUtcNow());
        await Hub.WithStoreAsync(async session =>
        {
            session.Insert(invitation);
            await session.SaveChangesAsync();
            return secret;
        });
        return $"/einladungen/{secret}";
    }
}
