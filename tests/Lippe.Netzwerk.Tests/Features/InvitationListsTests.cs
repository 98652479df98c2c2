using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Invitations;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features;

/// <summary>Many are invited at once, and open invitations are changed.</summary>
public sealed class InvitationListsTests : FreshHubTests
{
    private static readonly Municipality[] Known = [Named("Lemgo", "lemgo"), Named("Bad Salzuflen", "bad-salzuflen")];

    [TestCase("Anna Muster <a.muster@post.example>", "a.muster@post.example", "Anna Muster", "bad-salzuflen")]
    [TestCase("\"Muster, Anna\" <A.Muster@lemgo.de>", "a.muster@lemgo.de", "Anna Muster", "lemgo")]
    [TestCase("anna.muster@lemgo.de", "anna.muster@lemgo.de", "Anna Muster", "lemgo")]
    [TestCase("  anna@post.example ;Anna Muster; Lemgo ; Leserin", "anna@post.example", "Anna Muster", "lemgo")]
    [TestCase("anna@post.example\tAnna Muster\tbad Salzuflen", "anna@post.example", "Anna Muster", "bad-salzuflen")]
    [TestCase("Anna Muster <anna@post.example>; ; Lemgo", "anna@post.example", "Anna Muster", "lemgo")]
    [TestCase("Mia Brandt\tm.brandt@post.example\tLemgo\tLeser", "m.brandt@post.example", "Mia Brandt", "lemgo")]
    [TestCase("Lemgo\tBrandt, Mia\tm.brandt@post.example", "m.brandt@post.example", "Mia Brandt", "lemgo")]
    [TestCase("Koordination; a@post.example; Lemgo; Anna Muster", "a@post.example", "Anna Muster", "lemgo")]
    [TestCase("Lisa Lang <l.lang@post.example>; Lemgo; Koordinator", "l.lang@post.example", "Lisa Lang", "lemgo")]
    [TestCase("Olaf Öztürk, o.oeztuerk@post.example, Lemgo, CDO", "o.oeztuerk@post.example", "Olaf Öztürk", "lemgo")]
    [TestCase("\"Muster, Anna\", a@post.example, Lemgo", "a@post.example", "Anna Muster", "lemgo")]
    [TestCase("Muster, Anna <a@post.example>, Lemgo, Leser", "a@post.example", "Anna Muster", "lemgo")]
    [TestCase("a.muster@post.example; Lemgo", "a.muster@post.example", "A Muster", "lemgo")]
    public void A_line_is_understood(string line, string email, string name, string municipality)
    {
        var read = Read(line).Single();
        Assert.That(read.Problem, Is.Null);
        Assert.That((read.Email, read.Name, read.Municipality?.Slug), Is.EqualTo((email, name, municipality)));
    }

    [Test]
    public async Task A_repeated_address_is_said_before_what_else_is_wrong_and_roles_stand_as_they_were_written()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync("/einladungen/viele");
        var preview = await coordinator.SubmitAsync(
            form,
            new { People = "a@post.example; A; Lage; CDO\na@post.example\nBen\nCora", Municipality = "" },
            "/einladungen/viele/vorschau");
        Assert.That(RowsOn(preview)[..2], Is.EqualTo(new[]
        {
            "1 | A | a@post.example | Lage | Digitalisierung aus „CDO“ | wird eingeladen",
            "2 | A | a@post.example | – | Digitalisierung | übersprungen: steht weiter oben schon",
        }));
        Assert.That(RowsOn(preview)[2], Does.StartWith("3 | Ben |  |"));
        Assert.That(
            preview.Document.QuerySelector(".ln-errors h2")!.TextContent, Is.EqualTo("Bitte prüfen Sie 2 Angaben"));
    }

    [Test]
    public void A_role_in_the_line_counts_before_that_of_the_form()
    {
        var read = Read("a@lemgo.de; A; Lemgo; Koordination\nb@lemgo.de");
        Assert.That(read.Select(line => line.Role), Is.EqualTo(new[] { Role.Coordinator, Role.Officer }));
    }

    [TestCase("Muster, Anna <a@lemgo.de>; Probe, Ben <b@lemgo.de>")]
    [TestCase("Anna <a@lemgo.de>, Ben <b@lemgo.de>,")]
    [TestCase("a@lemgo.de;b@lemgo.de")]
    [TestCase("\n a@lemgo.de \n\n b@lemgo.de \n")]
    public void Several_people_may_stand_in_a_line_or_in_lines_of_their_own(string text) =>
        Assert.That(Read(text).Select(line => line.Email), Is.EqualTo(new[] { "a@lemgo.de", "b@lemgo.de" }));

    [TestCase("Anna Muster", "keine E-Mail-Adresse")]
    [TestCase("anna@lemgo", "nicht vollständig")]
    [TestCase("jörg@lemgo.de", "Umlaute")]
    [TestCase("a@post.example; A; Entenhausen", "Die Kommune „Entenhausen“ kennen wir nicht")]
    [TestCase("Ute Unbekannt <ute@post.example>; Bielefeld", "Die Kommune „Bielefeld“ kennen wir nicht")]
    [TestCase("Mia\tmia@post.example\tb@post.example", "zwei E-Mail-Adressen")]
    [TestCase("a@post.example; A; Lemgo; König", "Die Rolle „König“")]
    [TestCase("a@post.example; A; Lemgo; CDO; 05231", "mehr Angaben")]
    public void What_is_not_understood_is_said(string line, string problem) =>
        Assert.That(Read(line).Single().Problem, Does.Contain(problem));

    [Test]
    public void Without_a_municipality_for_all_each_line_needs_its_own() => Assert.That(
        InvitationLine.ReadAll(new InvitationListForm { People = "a@post.example" }, Known).Single().Problem,
        Does.Contain("Die Kommune fehlt"));

    [Test]
    public async Task Nobody_is_invited_before_the_list_was_looked_at()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var preview = await LookAsync(
            coordinator, "Anna Muster <anna@lage.example>\nben@lage.example; Ben; Lemgo; Leser");
        Assert.That(RowsOn(preview), Is.EqualTo(new[]
        {
            "1 | Anna Muster | anna@lage.example | Lage | Digitalisierung | wird eingeladen",
            "2 | Ben | ben@lage.example | Lemgo | Leser:in aus „Leser“ | wird eingeladen",
        }));
        Assert.That(await CountAsync(), Is.Zero);

        var list = await coordinator.SubmitAsync(preview, new { }, "/einladungen/viele");
        Assert.That(list.Text, Does.Contain("2 Einladungen sind gespeichert.").And.Contain("geht gleich hinaus"));
        Hub.RunNextJob();
        Assert.That((await coordinator.GetAsync("/einladungen")).Text, Does.Not.Contain("geht gleich hinaus"));
        using var visitor = Hub.Visitor();
        var link = (await Hub.MailToAsync("ben@lage.example")).PathIn("/einladungen/");
        var home = await visitor.SubmitAsync(await visitor.GetAsync(link), new { TestHub.Password });
        Assert.That(home.Text, Does.Contain("Willkommen, Ben!"));
        Assert.That(await Hub.MailsToAsync("anna@lage.example"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_line_that_is_wrong_is_named_and_nothing_typed_is_lost()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        const string Text = "anna@lage.example\nBen\nclara@lage";
        var preview = await LookAsync(coordinator, Text);
        Assert.That(RowsOn(preview)[1], Does.Contain("Fehler: Hier steht keine E-Mail-Adresse."));
        Assert.That(
            preview.Document.QuerySelector("#People-fehler")!.TextContent, Does.Contain("Zeilen 2, 3"));
        Assert.That(preview.Document.QuerySelector("#People")!.TextContent.Trim(), Is.EqualTo(Text));
        Assert.That(preview.Document.QuerySelectorAll("form[action='/einladungen/viele']"), Is.Empty);

        var better = await coordinator.SubmitAsync(
            preview, new { People = "anna@lage.example" }, "/einladungen/viele/vorschau");
        Assert.That(RowsOn(better), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task Who_is_there_already_is_skipped_and_said()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var member = await Hub.AddMemberAsync(Role.Reader);
        await InviteAsync(coordinator, "gast@lage.example");
        var preview = await LookAsync(
            coordinator, $"{member.Email}\ngast@lage.example\nneu@lage.example\nNEU@lage.example");
        Assert.That(RowsOn(preview).Select(row => row.Split(" | ")[^1]), Is.EqualTo(new[]
        {
            "übersprungen: ist schon Mitglied",
            "übersprungen: hat schon eine offene Einladung",
            "wird eingeladen",
            "übersprungen: steht weiter oben schon",
        }));
        var list = await coordinator.SubmitAsync(preview, new { }, "/einladungen/viele");
        Assert.That(list.Text, Does.Contain("1 Einladung ist gespeichert, 3 übersprungen."));
        Assert.That(await CountAsync(), Is.EqualTo(2));
    }

    [Test]
    public async Task Two_clicks_invite_once()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var preview = await LookAsync(coordinator, "anna@lage.example");
        var lists = await Task.WhenAll(
            coordinator.SubmitAsync(preview, new { }, "/einladungen/viele"),
            coordinator.SubmitAsync(preview, new { }, "/einladungen/viele"));
        Assert.That(lists.Select(page => page.Path), Is.All.EqualTo("/einladungen"));
        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task More_than_two_hundred_are_another_list()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var text = string.Join(';', Enumerable.Range(1, 201).Select(n => $"gast{n}@lage.example"));
        var page = await LookAsync(coordinator, text);
        Assert.That(page.Document.QuerySelector("#People-fehler")!.TextContent, Does.Contain("höchstens 200"));
    }

    [Test]
    public async Task When_the_mail_server_is_gone_the_mails_wait_a_day_and_the_list_says_so()
    {
        await using var hub = await TestHub.StartAsync(
            configure: settings => (settings.Mail.Host, settings.Mail.Port) = ("127.0.0.1", 1));
        using var coordinator = await hub.SignInAsync(Role.Coordinator);
        var preview = await LookAsync(coordinator, "anna@lage.example");
        await coordinator.SubmitAsync(preview, new { }, "/einladungen/viele");
        hub.RunNextJob();
        Assert.That((await coordinator.GetAsync("/einladungen")).Text, Does.Contain("geht gleich hinaus"));
        hub.Clock.Advance(TimeSpan.FromDays(1));
        hub.PlanJobs();
        hub.RunJob(nameof(InvitationMailJob));
        Assert.That((await coordinator.GetAsync("/einladungen")).Text, Does.Contain("E-Mail nicht verschickt"));
        Assert.That(hub.Log.Lines, Has.None.Contains("anna@lage.example"));
    }

    [Test]
    public async Task A_mail_that_waits_goes_to_nobody_whose_invitation_is_withdrawn_until_that_is_undone()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var preview = await LookAsync(coordinator, "anna@lage.example");
        var list = await coordinator.SubmitAsync(preview, new { }, "/einladungen/viele");
        var withdraw = list.Document.QuerySelector("form[action$='/zurueckziehen']")!.GetAttribute("action")!;
        var withdrawn = await coordinator.SubmitAsync(list, new { }, withdraw);
        Hub.RunNextJob();
        Assert.That(await Hub.MailsToAsync("anna@lage.example"), Is.Empty);
        await coordinator.SubmitAsync(withdrawn, new { }, $"{withdraw}/zuruecknahme");
        Hub.PlanJobs();
        Hub.RunJob(nameof(InvitationMailJob));
        Assert.That(await Hub.MailsToAsync("anna@lage.example"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_run_that_comes_late_leaves_the_link_of_the_mail_that_went_out_good()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var preview = await LookAsync(coordinator, "anna@lage.example");
        await coordinator.SubmitAsync(preview, new { }, "/einladungen/viele");
        var invitation = await Hub.WithStoreAsync(session => session.Query<Invitation>().SingleAsync());
        Hub.RunNextJob();

        await using var scope = Hub.Services.CreateAsyncScope();
        var late = await scope.ServiceProvider.GetRequiredService<InvitationBook>()
            .TakeWaitingAsync(invitation.Id, CancellationToken.None);

        Assert.That(late, Is.Null);
        using var visitor = Hub.Visitor();
        var link = (await Hub.MailToAsync("anna@lage.example")).PathIn("/einladungen/");
        Assert.That((await visitor.GetAsync(link)).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Whoever_corrects_in_an_older_form_is_told_and_may_save_again()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator, "gast@lage.example");
        var older = await coordinator.GetAsync(EditOn(list));
        await coordinator.SubmitAsync(await coordinator.GetAsync(EditOn(list)), new { Name = "Kim Zuerst" });

        var told = await coordinator.SubmitAsync(older, new { Name = "Kim Danach" });
        Assert.That(told.Text, Does.Contain("In diesem Moment hat jemand anderes gespeichert"));
        var saved = await coordinator.SubmitAsync(told, new { });
        Assert.That(saved.Text, Does.Contain("Die Einladung an Kim Danach ist geändert."));
    }

    [Test]
    public async Task An_open_invitation_is_corrected_and_its_link_stays_good()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator, "gast@lage.example");
        var link = (await Hub.MailToAsync("gast@lage.example")).PathIn("/einladungen/");
        var form = await coordinator.GetAsync(EditOn(list));
        Assert.That(form.Document.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Kim Vorlage"));
        var saved = await coordinator.SubmitAsync(
            form, new { Name = "Kim Muster", Municipality = "lemgo", Role = nameof(Role.Reader) });
        Assert.That(saved.Text, Does.Contain("Die Einladung an Kim Muster ist geändert."));
        using var visitor = Hub.Visitor();
        await visitor.SubmitAsync(await visitor.GetAsync(link), new { TestHub.Password });
        var member = await Hub.WithStoreAsync(session => session.Query<Member>()
            .SingleAsync(m => m.Email == "gast@lage.example"));
        var lemgo = await Hub.WithStoreAsync(session => session.LoadAsync<Municipality>(member.MunicipalityId));
        Assert.That((member.Name, member.Role, lemgo!.Slug), Is.EqualTo(("Kim Muster", Role.Reader, "lemgo")));
        Assert.That(await Hub.MailsToAsync("gast@lage.example"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Another_address_gets_a_link_of_its_own()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator, "gsat@lage.example");
        var wrong = (await Hub.MailToAsync("gsat@lage.example")).PathIn("/einladungen/");
        await coordinator.SubmitAsync(await coordinator.GetAsync(EditOn(list)), new { Email = "gast@lage.example" });
        using var visitor = Hub.Visitor();
        Assert.That((await visitor.GetAsync(wrong)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        var right = (await Hub.MailToAsync("gast@lage.example")).PathIn("/einladungen/");
        Assert.That((await visitor.GetAsync(right)).Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(await CountAsync(), Is.EqualTo(1));
    }

    [Test]
    public async Task An_invitation_does_not_move_to_whom_another_one_or_a_membership_belongs()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var member = await Hub.AddMemberAsync(Role.Reader);
        var list = await InviteAsync(coordinator, "gast@lage.example");
        var edit = EditOn(list);
        await InviteAsync(coordinator, "andere@lage.example");
        foreach (var taken in (string[])[member.Email!, "andere@lage.example"])
        {
            var page = await coordinator.SubmitAsync(await coordinator.GetAsync(edit), new { Email = taken });
            Assert.That(page.Document.QuerySelector("#Email-fehler")!.TextContent, Does.Contain("gibt es schon"));
        }
    }

    [Test]
    public async Task Of_two_who_change_an_invitation_the_second_is_told()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var edit = EditOn(await InviteAsync(coordinator, "gast@lage.example"));
        var (first, second) = (await coordinator.GetAsync(edit), await coordinator.GetAsync(edit));
        await coordinator.SubmitAsync(first, new { Name = "Kim Erst" });
        var page = await coordinator.SubmitAsync(second, new { Name = "Kim Zweit" });
        Assert.That(page.Text, Does.Contain("In diesem Moment hat jemand anderes gespeichert"));
        Assert.That(page.Document.QuerySelector("#Name")!.GetAttribute("value"), Is.EqualTo("Kim Zweit"));
    }

    [Test]
    public async Task An_invitation_that_is_gone_is_not_changed()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.GetAsync($"/einladungen/{Guid.NewGuid()}/bearbeiten");
        Assert.That(page.Path, Is.EqualTo("/einladungen"));
        Assert.That(page.Text, Does.Contain("schon angenommen oder zurückgezogen"));
    }

    [Test]
    public async Task Sending_again_twice_in_a_moment_sends_once()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var list = await InviteAsync(coordinator, "gast@lage.example");
        var action = list.Document.QuerySelector("form[action$='/mails']")!.GetAttribute("action");
        await coordinator.SubmitAsync(await coordinator.GetAsync("/einladungen"), new { }, action);
        var again = await coordinator.SubmitAsync(await coordinator.GetAsync("/einladungen"), new { }, action);
        Assert.That(again.Text, Does.Contain("ging gerade schon eine E-Mail"));
        Assert.That(await Hub.MailsToAsync("gast@lage.example"), Has.Count.EqualTo(2), "the first one and one more");
    }

    [Test]
    public async Task Only_coordinators_invite_many()
    {
        using var officer = await Hub.SignInAsync(Role.Officer);
        foreach (var path in (string[])["/einladungen/viele", $"/einladungen/{Guid.NewGuid()}/bearbeiten"])
            Assert.That((await officer.GetAsync(path)).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private static IReadOnlyList<InvitationLine> Read(string text) => InvitationLine.ReadAll(
        new InvitationListForm { People = text, Municipality = "bad-salzuflen" }, Known);

    private static Municipality Named(string name, string slug) => new()
    {
        Slug = slug,
        Ags = "",
        Name = name,
        Kind = "Stadt",
        Inhabitants = 1,
        InhabitantsAsOf = new DateOnly(2025, 8, 31),
    };

    private static async Task<TestPage> LookAsync(TestBrowser coordinator, string people)
    {
        var form = await coordinator.GetAsync("/einladungen/viele");
        return await coordinator.SubmitAsync(
            form, new { People = people, Municipality = "lage" }, "/einladungen/viele/vorschau");
    }

    private static async Task<TestPage> InviteAsync(TestBrowser coordinator, string address) =>
        await coordinator.SubmitAsync(
            await coordinator.GetAsync("/einladungen/neu"),
            new { Name = "Kim Vorlage", Email = address, Municipality = "lage", Role = nameof(Role.Officer) });

    private static string EditOn(TestPage list) =>
        list.Document.QuerySelector("a[href$='/bearbeiten']")!.GetAttribute("href")!;

    private static string[] RowsOn(TestPage page) =>
    [
        .. page.Document.QuerySelectorAll("tbody tr").Select(row => string.Join(" | ", row.Children.Select(
            cell => string.Join(' ', cell.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))),
    ];

    private Task<int> CountAsync() => Hub.WithStoreAsync(session => session.Query<Invitation>().CountAsync());
}
