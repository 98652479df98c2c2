using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features;

public sealed class MembersTests : FreshHubTests
{
    [Test]
    public async Task Members_see_who_answers_for_what()
    {
        var anna = await Hub.AddMemberAsync(Role.Officer, "lage", "Anna Beispiel", "anna@lage.example");
        await Hub.AddDocumentAsync(
            "Annas Leitfaden", municipality: "lage", change: d => d with { ResponsibleId = anna.Id });
        using var reader = await Hub.SignInAsync(Role.Reader, "detmold");

        var list = await reader.GetAsync("/mitglieder");
        var row = list.Document.QuerySelectorAll("tbody tr")
            .Single(r => r.TextContent.Contains("Anna Beispiel", StringComparison.Ordinal));
        Assert.That(row.TextContent, Does.Contain("Lage").And.Contain("1"));

        var page = await reader.GetAsync($"/mitglieder/{anna.Id}");
        Assert.That(page.Text, Does.Contain("Annas Leitfaden").And.Contain("anna@lage.example"));
    }

    [Test]
    public async Task Names_are_in_the_order_of_a_German_dictionary()
    {
        foreach (var name in (string[])["Zoe Muster", "änne Muster", "Anton Muster", "Bert Muster"])
            await Hub.AddMemberAsync(Role.Reader, "lage", name);
        using var reader = await Hub.SignInAsync(Role.Reader, "detmold");

        var list = await reader.GetAsync("/mitglieder");
        var names = list.Document.QuerySelectorAll("tbody th").Select(cell => cell.TextContent.Trim())
            .Where(name => name.EndsWith(" Muster", StringComparison.Ordinal));
        Assert.That(names, Is.EqualTo(new[] { "änne Muster", "Anton Muster", "Bert Muster", "Zoe Muster" }));
    }

    [Test]
    public async Task A_draft_of_another_municipality_does_not_show_on_its_authors_page()
    {
        var anna = await Hub.AddMemberAsync(Role.Officer, "lage");
        await Hub.AddDocumentAsync(
            "Geheimer Entwurf",
            municipality: "lage",
            change: d => d with { ResponsibleId = anna.Id, State = DocumentState.Draft });
        using var other = await Hub.SignInAsync(Role.Officer, "detmold");
        using var self = await Hub.SignInAsync(anna);

        Assert.That((await other.GetAsync($"/mitglieder/{anna.Id}")).Text, Does.Not.Contain("Geheimer Entwurf"));
        Assert.That((await self.GetAsync($"/mitglieder/{anna.Id}")).Text, Does.Contain("Geheimer Entwurf"));
    }

    [Test]
    public async Task A_changed_role_takes_effect_at_the_members_next_click()
    {
        var ben = await Hub.AddMemberAsync(Role.Reader, "lemgo");
        using var member = await Hub.SignInAsync(ben);
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        Assert.That((await member.GetAsync("/leitfaeden/neu")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var form = await coordinator.GetAsync($"/mitglieder/{ben.Id}/bearbeiten");
        await coordinator.SubmitAsync(form, new { Role = "Officer", Municipality = "lage" });

        var mine = await member.GetAsync("/leitfaeden/neu");
        Assert.That(mine.Document.QuerySelector("select[name=Municipality]")!.TextContent.Trim(), Is.EqualTo("Lage"));
    }

    [TestCase("bearbeiten")]
    [TestCase("austritt")]
    public async Task Whoever_changes_a_member_somebody_else_just_changed_is_told_and_sees_what_holds_now(string page)
    {
        var ben = await Hub.AddMemberAsync(Role.Reader, "lemgo");
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync($"/mitglieder/{ben.Id}/{page}");
        var told = await Hub.OvertakeAsync(
            ben, m => m.Name = "Ben Neu", () => coordinator.SubmitAsync(form, new { Role = "Officer" }));
        Assert.That(told.Html, Does.Contain("In diesem Moment hat jemand anderes gespeichert"));
        Assert.That(told.Path, Is.EqualTo($"/mitglieder/{ben.Id}/{page}"));
        Assert.That(told.Html, Does.Contain("Ben Neu"));
        var stored = await Hub.WithStoreAsync(session => session.LoadAsync<Member>(ben.Id));
        Assert.That((stored!.Role, stored.LeftAt), Is.EqualTo((Role.Reader, (DateTimeOffset?)null)));
    }

    [Test]
    public async Task Whoever_saves_an_older_form_sees_that_somebody_changed_the_member_and_may_save_again()
    {
        var ben = await Hub.AddMemberAsync(Role.Reader, "lemgo");
        using var one = await Hub.SignInAsync(Role.Coordinator);
        using var other = await Hub.SignInAsync(Role.Coordinator);
        var older = await one.GetAsync($"/mitglieder/{ben.Id}/bearbeiten");
        await other.SubmitAsync(
            await other.GetAsync($"/mitglieder/{ben.Id}/bearbeiten"), new { Municipality = "lage" });

        var told = await one.SubmitAsync(older, new { Role = "Officer" });
        Assert.That(told.Text, Does.Contain("In diesem Moment hat jemand anderes gespeichert"));
        Assert.That(
            (await Hub.WithStoreAsync(session => session.LoadAsync<Member>(ben.Id)))!.Role, Is.EqualTo(Role.Reader));

        var saved = await one.SubmitAsync(told, new { Role = "Officer", Municipality = "lage" });
        Assert.That(saved.Text, Does.Contain("gehört jetzt zu „Lage“, Rolle: Digitalisierung"));
    }

    [Test]
    public async Task The_last_coordinator_cannot_be_demoted_or_leave()
    {
        var only = await Hub.AddMemberAsync(Role.Coordinator);
        using var coordinator = await Hub.SignInAsync(only);

        var form = await coordinator.GetAsync($"/mitglieder/{only.Id}/bearbeiten");
        var refused = await coordinator.SubmitAsync(form, new { Role = "Reader" });
        Assert.That(refused.Text, Does.Contain("letzte Koordination"));

        var leave = await coordinator.GetAsync("/profil/austritt");
        var stays = await coordinator.SubmitAsync(leave, new { CurrentPassword = TestHub.Password });
        Assert.That(stays.Text, Does.Contain("letzte Koordination"));
        Assert.That((await coordinator.GetAsync("/profil")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [Test]
    public async Task Two_coordinators_who_demote_each_other_at_once_leave_one()
    {
        var first = await Hub.AddMemberAsync(Role.Coordinator);
        var second = await Hub.AddMemberAsync(Role.Coordinator);
        using var one = await Hub.SignInAsync(first);
        using var two = await Hub.SignInAsync(second);
        var aboutSecond = await one.GetAsync($"/mitglieder/{second.Id}/bearbeiten");
        var aboutFirst = await two.GetAsync($"/mitglieder/{first.Id}/bearbeiten");

        await Task.WhenAll(
            one.SubmitAsync(aboutSecond, new { Role = "Reader" }),
            two.SubmitAsync(aboutFirst, new { Role = "Reader" }));

        var coordinators = await Hub.WithStoreAsync(session =>
            session.Query<Member>().CountAsync(m => m.Role == Role.Coordinator));
        Assert.That(coordinators, Is.EqualTo(1));
    }

    [Test]
    public async Task A_coordinator_ends_their_own_membership_with_their_password_only()
    {
        var coordinator = await Hub.AddMemberAsync(Role.Coordinator);
        using var browser = await Hub.SignInAsync(coordinator);

        var page = await browser.GetAsync($"/mitglieder/{coordinator.Id}/austritt");
        Assert.That(page.Path, Is.EqualTo("/profil/austritt"));
    }

    [Test]
    public async Task Many_documents_are_shown_page_by_page()
    {
        var anna = await Hub.AddMemberAsync(Role.Officer, "lage");
        for (var n = 1; n <= 21; n++)
        {
            await Hub.AddDocumentAsync(
                $"Leitfaden {n}", municipality: "lage", change: d => d with { ResponsibleId = anna.Id });
        }

        using var reader = await Hub.SignInAsync(Role.Reader);

        var first = await reader.GetAsync($"/mitglieder/{anna.Id}");
        var second = await reader.GetAsync($"/mitglieder/{anna.Id}?seite=2");
        Assert.That(first.Document.QuerySelectorAll(".ln-row").Length, Is.EqualTo(20));
        Assert.That(second.Document.QuerySelectorAll(".ln-row").Length, Is.EqualTo(1));
    }

    [Test]
    public async Task Ending_a_membership_ends_its_sessions_and_authors_become_former_members()
    {
        var clara = await Hub.AddMemberAsync(Role.Officer, "lage", "Clara Muster", "clara@lage.example");
        await Hub.AddDocumentAsync("Claras Text", municipality: "lage", authorId: clara.Id);
        using var member = await Hub.SignInAsync(clara);
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);

        var page = await coordinator.GetAsync($"/mitglieder/{clara.Id}/austritt");
        await coordinator.SubmitAsync(page, new { });

        Assert.That((await member.GetAsync("/profil")).Path, Does.StartWith("/anmelden"));
        var gone = await coordinator.GetAsync($"/mitglieder/{clara.Id}");
        Assert.That(gone.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var versions = await coordinator.GetAsync("/leitfaeden/claras-text/versionen");
        Assert.That(versions.Text, Does.Contain(Member.FormerMember));
    }

    [Test]
    public async Task Only_coordinators_change_members()
    {
        var ben = await Hub.AddMemberAsync(Role.Reader);
        using var officer = await Hub.SignInAsync(Role.Officer);
        foreach (var page in (string[])["bearbeiten", "austritt"])
        {
            var answer = await officer.GetAsync($"/mitglieder/{ben.Id}/{page}");
            Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound), page);
        }
    }
}
