using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Adoptions;

/// <summary>Who uses a project, said by each municipality itself.</summary>
public sealed class AdoptionsTests : HubTests
{
    [Test]
    public async Task Three_answers_are_enough_and_stand_on_the_projects_page()
    {
        var path = await AddAsync("Ratsinfo einführen");
        Assert.That((await Visitor.GetAsync(path)).Text, Does.Contain("Noch keine Kommune hat bestätigt"));

        using var officer = await Hub.SignInAsync(
            await Hub.AddMemberAsync(Role.Officer, "lage", name: "Kim Lage-Amt"));
        var saved = await SayAsync(officer, path, new { Stage = "InUse", Since = "03.2024" });

        Assert.That(saved.Path, Does.StartWith(path));
        var page = await Visitor.GetAsync(path);
        Assert.That(page.Text, Does.Contain("Läuft bei Lage").And.Contain("im Einsatz seit März 2024"));
        Assert.That(page.Text, Does.Contain("bestätigt am"));
        Assert.That(page.Text, Does.Not.Contain("Kim Lage-Amt"), "whom to ask is for members");
        Assert.That((await Reader.GetAsync(path)).Text, Does.Contain("fragen Sie Kim Lage-Amt"));
    }

    [Test]
    public async Task Costs_and_experience_are_for_members_until_the_municipality_says_otherwise()
    {
        var path = await AddAsync("DMS beschaffen");
        var told = new
        {
            Stage = "InUse",
            CostOnce = "12.500",
            PersonDays = "1",
            Lessons = "Früher den Personalrat fragen.\nUnd <b>alle</b> schulen.",
            Contact = "Hauptamt, 05231 1",
        };
        await SayAsync(Officer, path, told);

        var member = await Reader.GetAsync(path);
        Assert.That(member.Text, Does.Contain("12.500 €").And.Contain("1 Personentag "));
        Assert.That(member.Text, Does.Contain("Und <b>alle</b> schulen.").And.Contain("Hauptamt, 05231 1"));
        Assert.That((await Visitor.GetAsync(path)).Text, Does.Not.Contain("12.500").And.Not.Contain("Personalrat"));

        await SayAsync(Officer, path, new { Audience = "Public" });
        var visitor = await Visitor.GetAsync(path);
        Assert.That(visitor.Text, Does.Contain("12.500 €").And.Contain("Personalrat"));
        Assert.That(visitor.Text, Does.Not.Contain("05231"), "whom to ask is for members");
    }

    [Test]
    public async Task Lists_and_the_municipalitys_page_say_where_a_project_runs()
    {
        var path = await AddAsync("Digitaler Bauantrag");
        await SayAsync(Officer, path, new { Stage = "InUse", Since = "2025" });
        using (var lage = await Hub.SignInAsync(Role.Officer, "lage"))
            await SayAsync(lage, path, new { Stage = "Planned" });

        Assert.That((await Visitor.GetAsync("/projekte")).Text, Does.Contain("läuft bei 1 Kommune"));
        Assert.That(
            (await Visitor.GetAsync("/kommunen/lemgo")).Text,
            Does.Contain("Was Lemgo nutzt").And.Contain("Digitaler Bauantrag im Einsatz seit 2025 bestätigt am"));
        Assert.That((await Visitor.GetAsync("/kommunen/lage")).Text, Does.Not.Contain("Digitaler Bauantrag"));
        Assert.That((await Reader.GetAsync("/kommunen/lage")).Text, Does.Contain("Digitaler Bauantrag geplant"));
    }

    [Test]
    public async Task Interest_is_one_click_for_members_only_and_can_be_taken_back()
    {
        var path = await AddAsync("Sensoren für Parkplätze");
        var told = await Officer.SubmitAsync(await Officer.GetAsync(path), new { }, $"{path}/interesse");
        Assert.That(told.Text, Does.Contain("Lemgo interessiert sich dafür").And.Contain("interessiert bestätigt am"));
        Assert.That(told.Text, Does.Not.Contain("Läuft bei"));
        Assert.That((await Visitor.GetAsync(path)).Text, Does.Not.Contain("interessiert"));

        var undone = await Officer.SubmitAsync(told, new { }, $"{path}/nachnutzung/loeschung?kommune=lemgo");
        Assert.That(undone.Text, Does.Contain("Bisher hat keine Kommune etwas eingetragen"));
    }

    [Test]
    public async Task Only_its_own_officer_and_coordinators_write_for_a_municipality()
    {
        var path = await AddAsync("Gemeinsames Archiv");
        var form = $"{path}/nachnutzung?kommune=lage";
        foreach (var browser in new[] { Officer, Reader })
            Assert.That((await browser.GetAsync(form)).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That((await Visitor.GetAsync(form)).Path, Does.StartWith("/anmelden"));

        using var coordinator = await Hub.SignInAsync(Role.Coordinator, "redaktion");
        var choice = await coordinator.GetAsync($"{path}/nachnutzung");
        Assert.That(choice.Document.QuerySelector($"main a[href='{form}']"), Is.Not.Null);
        Assert.That(choice.Text, Does.Not.Contain("Redaktion"), "a body that is no municipality uses no projects");
        var saved = await SayAsync(coordinator, path, new { Stage = "InUse" }, "lage");
        Assert.That(saved.Text, Does.Contain("von der Koordination eingetragen").And.Not.Contain("Läuft bei Lage"));
        Assert.That(saved.Html, Does.Not.Contain("/bestaetigung"), "nobody confirms for others");

        using var officer = await Hub.SignInAsync(Role.Officer, "lage");
        var confirmed = await officer.SubmitAsync(
            await officer.GetAsync(path), new { }, $"{path}/nachnutzung/bestaetigung");
        Assert.That(confirmed.Text, Does.Contain("Läuft bei Lage"));
    }

    [Test]
    public async Task What_nobody_confirmed_for_a_year_counts_no_more()
    {
        await using var hub = await TestHub.StartAsync();
        var project = await hub.AddDocumentAsync("Alte App", DocumentKind.Project);
        var path = project.Address();
        using (var officer = await hub.SignInAsync(Role.Officer))
            await SayAsync(officer, path, new { Stage = "InUse" });

        hub.Clock.Advance(TimeSpan.FromDays(200));
        using var visitor = hub.Visitor();
        Assert.That(
            (await visitor.GetAsync(path)).Text, Does.Contain("Läuft bei Lemgo").And.Contain("zuletzt bestätigt"));

        hub.Clock.Advance(TimeSpan.FromDays(200));
        using var again = await hub.SignInAsync(Role.Officer);
        var page = await again.GetAsync(path);
        Assert.That(page.Text, Does.Contain("zählt nicht mehr mit").And.Not.Contain("Läuft bei"));
        var confirmed = await again.SubmitAsync(page, new { }, $"{path}/nachnutzung/bestaetigung");
        Assert.That(confirmed.Text, Does.Contain("Läuft bei Lemgo"));
    }

    [Test]
    public async Task A_stage_goes_back_only_as_a_correction()
    {
        var path = await AddAsync("Terminbuchung");
        await SayAsync(Officer, path, new { Stage = "InUse" });

        var refused = await SayAsync(Officer, path, new { Stage = "Planned", Tips = "Bleibt stehen" });
        Assert.That(refused.Document.QuerySelector("#Stage-fehler")!.TextContent, Does.Contain("„im Einsatz“"));
        Assert.That(refused.Html, Does.Contain("Bleibt stehen"));

        var corrected = await Officer.SubmitAsync(refused, new { IsCorrection = "True" });
        Assert.That(corrected.Text, Does.Contain("geplant").And.Contain("Bleibt stehen"));
        await SayAsync(Officer, path, new { Stage = "Ended", EndedBecause = "Zu wenig genutzt." });
        var restarted = await SayAsync(Officer, path, new { Stage = "Planned" });
        Assert.That(restarted.Text, Does.Contain("geplant"), "what ended may begin again");
    }

    [Test]
    public async Task Two_tabs_do_not_overwrite_each_other_and_two_clicks_make_one_entry()
    {
        var path = await AddAsync("Zwei Fenster");
        var one = await Officer.GetAsync($"{path}/nachnutzung?kommune=lemgo");
        var other = await Officer.GetAsync($"{path}/nachnutzung?kommune=lemgo");
        await Officer.SubmitAsync(one, new { Stage = "InUse", Tips = "Aus dem ersten" });

        var conflict = await Officer.SubmitAsync(other, new { Stage = "Planned", Tips = "Aus dem zweiten" });
        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(conflict.Html, Does.Contain("Aus dem zweiten"));
        Assert.That((await Visitor.GetAsync(path)).Text, Does.Contain("im Einsatz"));
        var count = await Hub.WithStoreAsync(async session =>
        {
            var project = await session.Query<Project>().SingleAsync(one => one.Title == "Zwei Fenster");
            return await session.Query<Adoption>().CountAsync(adoption => adoption.ProjectId == project.Id);
        });
        Assert.That(count, Is.EqualTo(1));
    }

    [TestCase("Since", "bald", "Monat und Jahr")]
    [TestCase("CostOnce", "viel", "ganze Zahl")]
    [TestCase("CostOnce", "2.000.000.000", "von 0 bis 1.000.000.000")]
    [TestCase("CostOnce", "99999999999", "von 0 bis 1.000.000.000")]
    [TestCase("PersonDays", "2,5", "Aufwand in Personentagen: Geben Sie eine ganze Zahl an")]
    [TestCase("Months", "300", "von 0 bis 240")]
    [TestCase("Successor", "Gibt es nicht", "gibt es hier nicht")]
    [TestCase("ContactId", "0198f000-0000-7000-8000-000000000000", "aus der Liste")]
    [TestCase("Stage", "", "wie weit Sie sind")]
    public async Task What_cannot_be_understood_is_said_at_its_field(string field, string typed, string said)
    {
        var path = await AddAsync($"Feld {field} {typed.Length}");
        var form = await Officer.GetAsync($"{path}/nachnutzung?kommune=lemgo");
        var fields = new Dictionary<string, string?> { ["Stage"] = "InUse", ["Tips"] = "Bleibt" };
        fields[field] = typed;

        var answer = await Officer.SubmitAsync(form, fields);

        Assert.That(answer.Document.QuerySelector($"#{field}-fehler")?.TextContent, Does.Contain(said));
        Assert.That(answer.Html, Does.Contain("Bleibt"));
    }

    [Test]
    public async Task What_ended_names_what_is_used_instead()
    {
        var path = await AddAsync("Dorf-App alt");
        var successor = await AddAsync("Dorf-App neu");
        var page = await SayAsync(
            Officer,
            path,
            new { Stage = "Ended", Successor = "Dorf-App neu", EndedBecause = "Der Anbieter hörte auf." });
        Assert.That(page.Document.QuerySelector($"main a[href='{successor}']"), Is.Not.Null);
        Assert.That(page.Text, Does.Contain("Warum es beendet ist Der Anbieter hörte auf."));
        var form = await Officer.GetAsync($"{path}/nachnutzung?kommune=lemgo");
        Assert.That(form.Document.QuerySelector("#Successor")!.GetAttribute("value"), Is.EqualTo("Dorf-App neu"));
    }

    [Test]
    public async Task What_goes_with_a_project_and_with_a_member()
    {
        var path = await AddAsync("Wird gelöscht");
        var member = await Hub.AddMemberAsync(Role.Officer, "lage", name: "Geht bald");
        using (var officer = await Hub.SignInAsync(member))
            await SayAsync(officer, path, new { Stage = "InUse" });
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await coordinator.SubmitAsync(
            await coordinator.GetAsync($"/mitglieder/{member.Id}/austritt"), new { });
        Assert.That((await Reader.GetAsync(path)).Text, Does.Contain("im Einsatz").And.Not.Contain("Geht bald"));

        await coordinator.SubmitAsync(
            await coordinator.GetAsync($"{path}/loeschung"), new { Reason = "Confidential" });
        var left = await Hub.WithStoreAsync(session => session.Query<Adoption>()
            .CountAsync(adoption => adoption.Facts.ContactId == member.Id));
        Assert.That(left, Is.Zero);
    }

    private async Task<string> AddAsync(string title) =>
        (await Hub.AddDocumentAsync(title, DocumentKind.Project, "detmold")).Address();

    private static async Task<TestPage> SayAsync(
        TestBrowser browser, string project, object fields, string? place = null)
    {
        var query = place is null ? "" : $"?kommune={place}";
        return await browser.SubmitAsync(await browser.GetAsync($"{project}/nachnutzung{query}"), fields);
    }
}
