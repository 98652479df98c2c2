using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Digests;

public sealed class DigestsTests : FreshHubTests
{
    [Test]
    public async Task A_digest_tells_each_reader_what_they_may_see_nearest_first()
    {
        var reader = await Hub.AddMemberAsync(Role.Reader, "lage");
        await Hub.ChooseAsync(reader, new { Topics = "mobilitaet" });
        await Hub.AddDocumentAsync("Irgendwas", municipality: "lemgo");
        await Hub.AddDocumentAsync(
            "Bus", municipality: "detmold", change: draft => draft with { Topics = ["mobilitaet"] });
        await Hub.AddDocumentAsync(
            "Intern", municipality: "lage", change: draft => draft with { Visibility = Visibility.OwnMunicipality });
        await Hub.AddDocumentAsync(
            "Geheim", municipality: "lemgo", change: draft => draft with { Visibility = Visibility.OwnMunicipality });
        await Hub.AddDocumentAsync(
            "Entwurf", municipality: "lage", change: draft => draft with { State = DocumentState.Draft });
        await Hub.PrepareNowAsync();

        var page = await (await Hub.SignInAsync(reader)).GetAsync("/monatsbriefe/2026-11");
        Assert.That(
            page.Document.QuerySelectorAll("main h3").Select(h => h.TextContent),
            Is.EqualTo(new[] { "Intern", "Bus", "Irgendwas" }));
        Assert.That(
            page.Document.QuerySelectorAll("main section h2").Select(h => h.TextContent),
            Does.Contain("Aus Lage").And.Contain("Zu Ihren Themen"));
    }

    [Test]
    public async Task Visitors_see_the_public_part_without_the_introduction()
    {
        await Hub.AddDocumentAsync("Offen");
        await Hub.AddDocumentAsync("Nur Netzwerk", change: draft => draft with { Visibility = Visibility.Network });
        var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync("/monatsbriefe/2026-11/bearbeiten");
        await coordinator.SubmitAsync(form, new { Introduction = "Liebe **Alle**" });
        await Hub.PrepareNowAsync();

        var visitor = await Hub.Visitor().GetAsync("/monatsbriefe/2026-11");
        Assert.That(visitor.Text, Does.Contain("Offen").And.Not.Contain("Nur Netzwerk").And.Not.Contain("Liebe"));
        var member = await (await Hub.SignInAsync(Role.Reader)).GetAsync("/monatsbriefe/2026-11");
        Assert.That(member.Html, Does.Contain("Liebe <strong>Alle</strong>").And.Contain("Nur Netzwerk"));
        Assert.That((await Hub.Visitor().GetAsync("/monatsbriefe")).Text, Does.Contain("November 2026"));
    }

    [Test]
    public async Task A_digest_that_is_not_on_its_way_does_not_exist_for_readers()
    {
        var reader = await Hub.SignInAsync(Role.Reader);
        foreach (var path in new[] { "", "/bearbeiten", "/vorschau", "/vorschau/mail", "/zustellungen" })
            Assert.That(
                (await reader.GetAsync($"/monatsbriefe/2026-11{path}")).Status,
                Is.EqualTo(HttpStatusCode.NotFound),
                path);
        Assert.That(
            (await (await Hub.SignInAsync(Role.Coordinator)).GetAsync("/monatsbriefe/2026-11")).Heading,
            Does.StartWith("Vorschau"));
    }

    [Test]
    public async Task A_mail_shows_twelve_items_and_counts_the_rest()
    {
        var member = await Hub.AddMemberAsync(Role.Reader);
        for (var i = 1; i <= 14; i++)
            await Hub.AddDocumentAsync(
                $"Leitfaden {i} {new string('ä', 100)}",
                change: draft => draft with { Summary = new string('ß', DraftLimits.Summary) });
        await Hub.PrepareNowAsync();
        await Hub.SendAsync();
        var mail = await Hub.WithStoreAsync(
            session => session.Query<OutboxMail>().SingleAsync(m => m.Recipient == member.Email));
        Assert.That(mail.Html!.Split("<h3").Length - 1, Is.EqualTo(12));
        Assert.That(mail.Text, Does.Contain("Und 2 weitere Dokumente"));
        Assert.That(System.Text.Encoding.UTF8.GetByteCount(mail.Html), Is.LessThan(80_000), "longer mails are cut off");
        Assert.That(mail.Html.Split("href=").Length - 1, Is.LessThan(30));
    }

    [Test]
    public async Task Windows_follow_each_other_without_gap_or_overlap()
    {
        await Hub.AddMemberAsync(Role.Reader);
        var documents = new List<string>();
        Hub.Clock.Set(DueAt("2026-12").AddTicks(-10));
        await Hub.AddDocumentAsync("Davor");
        Hub.Clock.Set(DueAt("2026-12"));
        await Hub.AddDocumentAsync("Genau dann");
        var december = await Hub.PrepareDueAsync();
        // January's run is missed; February's tells both months.
        Hub.Clock.Set(DueAt("2027-01").AddDays(3));
        await Hub.AddDocumentAsync("Im Januar");
        Hub.Clock.Set(DueAt("2027-02").AddHours(5));
        var february = await Hub.PrepareDueAsync();

        Assert.That(february!.Period.ToString(), Is.EqualTo("2027-02"));
        Assert.That(february.NewsFrom, Is.EqualTo(december!.NewsUntil));
        var visitor = Hub.Visitor();
        Assert.That(Titles(await visitor.GetAsync("/monatsbriefe/2026-12")), Is.EqualTo(new[] { "Davor" }));
        Assert.That(
            Titles(await visitor.GetAsync("/monatsbriefe/2027-02")),
            Is.EquivalentTo(new[] { "Genau dann", "Im Januar" }));
    }

    [Test]
    public async Task A_changed_document_is_told_once_as_changed()
    {
        await Hub.AddMemberAsync(Role.Reader);
        Hub.Clock.Set(DueAt("2026-12").AddDays(-1));
        var document = await Hub.AddDocumentAsync("Alt und neu");
        Hub.Clock.Set(DueAt("2026-12"));
        await Hub.PrepareDueAsync();
        Hub.Clock.Advance(TimeSpan.FromDays(5));
        await Hub.ReviseAsync(document, draft => draft with { Title = "Alt und überarbeitet" });
        Hub.Clock.Set(DueAt("2027-01"));
        await Hub.PrepareDueAsync();
        Hub.Clock.Set(DueAt("2027-02"));
        await Hub.PrepareDueAsync();

        var january = await Hub.Visitor().GetAsync("/monatsbriefe/2027-01");
        Assert.That(january.Text, Does.Contain("Geändert").And.Contain("Alt und überarbeitet"));
        Assert.That(Titles(await Hub.Visitor().GetAsync("/monatsbriefe/2027-02")), Is.Empty);
    }

    [Test]
    public async Task What_an_author_noted_is_for_members_only()
    {
        await Hub.AddMemberAsync(Role.Reader);
        Hub.Clock.Set(DueAt("2026-12").AddDays(-1));
        var document = await Hub.AddDocumentAsync("Mit Anmerkung");
        Hub.Clock.Set(DueAt("2026-12"));
        await Hub.PrepareDueAsync();
        Hub.Clock.Advance(TimeSpan.FromDays(5));
        await Hub.ReviseAsync(
            document, draft => draft with { Title = "Mit einer Anmerkung" }, "Herr Meier war es leid");
        Hub.Clock.Set(DueAt("2027-01"));
        await Hub.PrepareDueAsync();

        using var visitor = Hub.Visitor();
        foreach (var path in (string[])["/monatsbriefe/2027-01", "/monatsbriefe/atom.xml", document.Address()])
        {
            var page = await visitor.GetAsync(path);
            Assert.That(page.Html, Does.Contain("Mit einer Anmerkung").And.Not.Contain("Meier"), path);
        }

        using var reader = await Hub.SignInAsync(Role.Reader);
        var january = await reader.GetAsync("/monatsbriefe/2027-01");
        Assert.That(january.Text, Does.Contain("Geändert: Herr Meier war es leid"));
    }

    [Test]
    public async Task What_was_noted_for_few_is_not_told_to_all_members()
    {
        await Hub.AddMemberAsync(Role.Reader);
        Hub.Clock.Set(DueAt("2026-12").AddDays(-1));
        var document = await Hub.AddDocumentAsync("Kurz zurückgezogen");
        Hub.Clock.Set(DueAt("2026-12"));
        await Hub.PrepareDueAsync();
        Hub.Clock.Advance(TimeSpan.FromDays(5));
        await Hub.ReviseAsync(
            document,
            draft => draft with { Title = "Überarbeitet", Visibility = Visibility.OwnMunicipality },
            "Nur unter uns");
        await Hub.ReviseAsync(document, draft => draft with { Visibility = Visibility.Public });
        Hub.Clock.Set(DueAt("2027-01"));
        await Hub.PrepareDueAsync();

        using var own = await Hub.SignInAsync(Role.Reader, "lemgo");
        using var other = await Hub.SignInAsync(Role.Reader, "detmold");
        Assert.That((await own.GetAsync("/monatsbriefe/2027-01")).Text, Does.Contain("Nur unter uns"));
        Assert.That(
            (await other.GetAsync("/monatsbriefe/2027-01")).Text,
            Does.Contain("Überarbeitet").And.Not.Contain("Nur unter uns"));
    }

    [Test]
    public async Task A_digest_is_prepared_when_due_and_only_if_somebody_waited()
    {
        Assert.That(await Hub.PrepareDueAsync(), Is.Null, "nobody is a member");
        await Hub.AddMemberAsync(Role.Reader);
        Assert.That(await Hub.PrepareDueAsync(), Is.Null, "November was due before the first member came");
        Hub.Clock.Set(DueAt("2026-12").AddSeconds(-1));
        Assert.That(await Hub.PrepareDueAsync(), Is.Null, "December is not due yet");
        Hub.Clock.Set(DueAt("2026-12").AddSeconds(30));
        Assert.That((await Hub.PrepareDueAsync())!.Period.ToString(), Is.EqualTo("2026-12"));
        Assert.That(await Hub.WithStoreAsync(session => session.Query<Delivery>().CountAsync()), Is.EqualTo(1));
    }

    [TestCase("2026-10", "reicht schon weiter")]
    [TestCase("2027-01", "zu weit in der Zukunft")]
    public async Task Sending_by_hand_refuses_what_cannot_follow(string period, string reason)
    {
        await Hub.PrepareNowAsync();
        var prepared = await Hub.PrepareNowAsync(period);
        Assert.That(prepared.Digest, Is.Null);
        Assert.That(prepared.Problem, Does.Contain(reason));
    }

    [Test]
    public async Task Two_introductions_at_once_lose_nothing()
    {
        var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var first = await coordinator.GetAsync("/monatsbriefe/2026-11/bearbeiten");
        var second = await coordinator.GetAsync("/monatsbriefe/2026-11/bearbeiten");
        await coordinator.SubmitAsync(first, new { Introduction = "Erster Text" });
        var conflict = await coordinator.SubmitAsync(second, new { Introduction = "Zweiter Text" });
        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(conflict.Html, Does.Contain("Erster Text").And.Contain("Zweiter Text"));
        await coordinator.SubmitAsync(conflict, new { });
        Assert.That(
            await Hub.WithStoreAsync(session => session.Query<Digest>().Select(d => d.Introduction).SingleAsync()),
            Is.EqualTo("Zweiter Text"));
    }

    [Test]
    public async Task An_introduction_that_is_too_long_keeps_the_input()
    {
        var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var page = await coordinator.SubmitAsync(
            await coordinator.GetAsync("/monatsbriefe/2026-11/bearbeiten"),
            new { Introduction = new string('x', Digest.MaxIntroduction + 1) });
        Assert.That(page.Text, Does.Contain("Kürzen Sie die Einleitung"));
        Assert.That(page.Html, Does.Contain(new string('x', Digest.MaxIntroduction + 1)));
    }

    [Test]
    public async Task A_coordinator_previews_sends_a_test_and_sends_to_all()
    {
        await Hub.AddDocumentAsync("Neu hier");
        Hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var me = await Hub.AddMemberAsync(Role.Coordinator);
        var other = await Hub.AddMemberAsync(Role.Reader, "lage", "Kim Vorlage");
        var coordinator = await Hub.SignInAsync(me);
        var preview = await coordinator.GetAsync($"/monatsbriefe/2026-11/vorschau?mitglied={other.Id}");
        Assert.That(preview.Text, Does.Contain("Guten Tag Kim Vorlage").And.Contain("2 Mitglieder"));

        await coordinator.SubmitAsync(preview, new { }, $"/monatsbriefe/2026-11/vorschau?mitglied={other.Id}");
        var test = await Hub.WithStoreAsync(session => session.Query<OutboxMail>().SingleAsync());
        Assert.That(test.Recipient, Is.EqualTo(me.Email));
        Assert.That(test.Subject, Does.StartWith("Probe: "));

        var question = await coordinator.GetAsync("/monatsbriefe/2026-11/versand");
        Assert.That(question.Text, Does.Contain("an 2 Mitglieder").And.Contain("Der nächste kommt am"));
        var isOver = DueAt("2026-11") <= Hub.Clock.GetUtcNow();
        Assert.That(question.Text, Does.Contain(isOver ? "Sein Termin war der" : "Sein Termin wäre der"));
        var deliveries = await coordinator.SubmitAsync(question, new { });
        Assert.That(deliveries.Heading, Is.EqualTo("Zustellungen: Monatsbrief November 2026"));
        await Hub.SendAsync();
        Assert.That(await Hub.WithStoreAsync(session => session.Query<OutboxMail>().CountAsync()), Is.EqualTo(3));
    }

    private static IEnumerable<string> Titles(TestPage page) =>
        page.Document.QuerySelectorAll("main h3").Select(h => h.TextContent);

    private DateTimeOffset DueAt(string period) =>
        Hub.Services.GetRequiredService<DigestSchedule>().DueAt(DigestPeriod.Parse(period));
}
