using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Documents;

public sealed class DocumentEditingTests : HubTests
{
    [Test]
    public async Task A_NUL_in_a_text_is_left_out()
    {
        var form = await Officer.GetAsync("/leitfaeden/neu");
        var body = $"{new string('a', 100_000)}\0%00\0";
        var page = await Officer.SubmitAsync(form, new { Title = "Mit\0 Nullen", Body = body }, "/leitfaeden/neu");
        Assert.That(page.Heading, Is.EqualTo("Mit Nullen"));
        var edit = await Officer.GetAsync($"{page.Path}/bearbeiten");
        Assert.That(edit.Document.QuerySelector("#Body")!.TextContent.Trim(), Does.EndWith("a%00"));
    }

    [TestCase("\u0301\u0301\u0301")]
    [TestCase("— … !")]
    public async Task A_title_needs_a_letter_or_a_digit(string title)
    {
        var form = await Officer.GetAsync("/leitfaeden/neu");
        var page = await Officer.SubmitAsync(form, new { Title = title }, "/leitfaeden/neu");
        var error = page.Document.QuerySelector("#Title-fehler");
        Assert.That(error?.TextContent, Does.Contain("Geben Sie einen Titel ein"));
    }

    [TestCase("Visibility", "99", "„Wer darf das Dokument lesen?“: Diese Angabe passt hier nicht.")]
    [TestCase("ResponsibleId", "niemand", "„Verantwortliche Person“: Diese Angabe passt hier nicht.")]
    public async Task A_value_no_page_offers_is_refused_by_the_name_of_its_field(
        string field, string value, string message)
    {
        var form = await Officer.GetAsync("/leitfaeden/neu");
        var page = await Officer.SubmitAsync(
            form, [new("Title", "Außerhalb"), new(field, value)], "/leitfaeden/neu");
        Assert.That(page.Document.QuerySelector(".ln-errors")!.TextContent, Does.Contain(message));
    }

    [Test]
    public async Task A_changed_title_keeps_the_address()
    {
        await Hub.AddDocumentAsync("Alter Titel");
        var page = await EditAsync("/leitfaeden/alter-titel", new { Title = "Neuer Titel" });
        Assert.That((page.Path, page.Heading), Is.EqualTo(("/leitfaeden/alter-titel", "Neuer Titel")));
        Assert.That(page.Text, Does.Contain("Gespeichert als Version 2."));
    }

    [TestCase(DocumentKind.Guide)]
    [TestCase(DocumentKind.Project)]
    [TestCase(DocumentKind.Minutes)]
    public async Task Saving_without_a_change_makes_no_version(DocumentKind kind)
    {
        var document = await Hub.AddDocumentAsync($"Bleibt gleich {kind}", kind, change: draft => draft with
        {
            UnknownKeys = "Quelle: Archiv\n",
            Topics = ["mobilitaet"],
            Facts = kind switch
            {
                DocumentKind.Guide => new GuideFacts { Effort = "Ein Tag" },
                DocumentKind.Project => new ProjectFacts { Software = [new Software { Name = "Programm" }] },
                _ => new MinutesFacts { Date = new DateOnly(2026, 3, 4), Agenda = ["Eins", "Zwei"] },
            },
        });
        var page = await EditAsync(document.Address(), new { });
        Assert.That(page.Path, Is.EqualTo(document.Address()));
        Assert.That(page.Text, Does.Contain("Sie haben nichts geändert. Es bleibt bei Version 1."));
        Assert.That((await EditAsync(document.Address(), new { ResponsibleId = "" })).Text, Does.Contain("Version 1"));
    }

    [Test]
    public async Task A_document_about_its_own_municipality_says_nothing_new()
    {
        await Hub.AddDocumentAsync("Von und über Lemgo");
        var page = await EditAsync("/leitfaeden/von-und-ueber-lemgo", new { Concerns = "lemgo" });
        Assert.That(page.Text, Does.Contain("Sie haben nichts geändert. Es bleibt bei Version 1."));
    }

    [Test]
    public async Task A_note_alone_makes_no_version_and_is_not_lost()
    {
        await Hub.AddDocumentAsync("Nur Notiz");
        var page = await EditAsync("/leitfaeden/nur-notiz", new { Note = "Durchgesehen" });
        Assert.That(
            page.Document.QuerySelector("#Note-fehler")!.TextContent, Does.Contain("Am Dokument ist nichts geändert"));
        Assert.That(page.Document.QuerySelector("#Note")!.GetAttribute("value"), Is.EqualTo("Durchgesehen"));
        var saved = await Officer.SubmitAsync(page, new { Body = "Anders." }, "/leitfaeden/nur-notiz/bearbeiten");
        Assert.That(saved.Text, Does.Contain("Gespeichert als Version 2."));
    }

    [Test]
    public async Task A_review_is_not_put_into_the_past_and_nothing_typed_is_lost()
    {
        await Hub.AddDocumentAsync("Ohne Prüfung");
        foreach (var page in new[]
        {
            await CreateAsync(new { Title = "Gestern geprüft", ReviewDue = "2026-11-23" }),
            await EditAsync("/leitfaeden/ohne-pruefung", new { Title = "Gestern geprüft", ReviewDue = "23.11.2026" }),
        })
        {
            Assert.That(
                page.Document.QuerySelector("#ReviewDue-fehler")!.TextContent,
                Does.Contain("Dieser Tag ist schon vorbei."));
            Assert.That(page.Document.QuerySelector("#Title")!.GetAttribute("value"), Is.EqualTo("Gestern geprüft"));
        }

        var saved = await EditAsync("/leitfaeden/ohne-pruefung", new { ReviewDue = "2026-11-24" });
        Assert.That(saved.Text, Does.Contain("nächste Prüfung bis 24. November 2026"));
    }

    [Test]
    public async Task An_overdue_review_stays_as_it_is_or_ends()
    {
        var due = new DateOnly(2026, 11, 1);
        await Hub.AddDocumentAsync("Überfällig", change: draft => draft with { ReviewDue = due });
        var saved = await EditAsync("/leitfaeden/ueberfaellig", new { Body = "Anders." });
        Assert.That(saved.Text, Does.Contain("nächste Prüfung bis 1. November 2026"));
        var earlier = await EditAsync("/leitfaeden/ueberfaellig", new { ReviewDue = "2026-11-02" });
        Assert.That(earlier.Document.QuerySelector("#ReviewDue-fehler"), Is.Not.Null);
        var ended = await EditAsync("/leitfaeden/ueberfaellig", new { ReviewDue = "" });
        Assert.That(ended.Text, Does.Contain("Gespeichert als Version 3.").And.Not.Contain("nächste Prüfung"));
    }

    [Test]
    public async Task A_review_confirmed_meanwhile_is_shown_before_the_old_day_is_refused()
    {
        const string Path = "/leitfaeden/inzwischen-geprueft";
        var due = new DateOnly(2026, 11, 1);
        await Hub.AddDocumentAsync("Inzwischen geprüft", change: draft => draft with { ReviewDue = due });
        var form = await Officer.GetAsync($"{Path}/bearbeiten");
        await Officer.SubmitAsync(await Officer.GetAsync(Path), new { }, $"{Path}/pruefung");
        var conflict = await Officer.SubmitAsync(form, new { Body = "Anders." }, $"{Path}/bearbeiten");
        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        var refused = await Officer.SubmitAsync(conflict, new { }, $"{Path}/bearbeiten");
        Assert.That(refused.Document.QuerySelector("#ReviewDue-fehler"), Is.Not.Null);
    }

    [Test]
    public async Task What_the_form_does_not_ask_for_survives_it()
    {
        var reviewedOn = new DateOnly(2026, 1, 2);
        await Hub.AddDocumentAsync(
            "Mit Rest", change: draft => draft with { UnknownKeys = "Quelle: Archiv\n", ReviewedOn = reviewedOn });
        await EditAsync("/leitfaeden/mit-rest", new { Body = "Anders." });
        var stored = await Hub.WithStoreAsync(session => session.Query<Guide>().SingleAsync(g => g.Slug == "mit-rest"));
        Assert.That((stored.UnknownKeys, stored.ReviewedOn), Is.EqualTo(("Quelle: Archiv\n", reviewedOn)));
        Assert.That((stored.State, stored.Visibility), Is.EqualTo((DocumentState.Published, Visibility.Public)));
    }

    [Test]
    public async Task Only_the_own_municipality_and_coordinators_edit()
    {
        await Hub.AddDocumentAsync("Aus Detmold", municipality: "detmold");
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await Officer.GetAsync("/leitfaeden/aus-detmold/bearbeiten");
        Assert.That(form.Status, Is.EqualTo(HttpStatusCode.NotFound));
        var saved = await EditAsync("/leitfaeden/aus-detmold", new { Body = "Von der Koordination." }, coordinator);
        Assert.That(saved.Text, Does.Contain("Version 2"));
    }

    [Test]
    public async Task An_officer_cannot_give_a_document_away()
    {
        await Hub.AddDocumentAsync("Bleibt in Lemgo");
        var page = await EditAsync("/leitfaeden/bleibt-in-lemgo", new { Municipality = "detmold" });
        var error = page.Document.QuerySelector("#Municipality-fehler")!;
        Assert.That(error.TextContent, Does.Contain("für die Sie schreiben"));
    }

    [Test]
    public async Task The_second_saver_of_a_version_sees_both_texts_and_goes_on()
    {
        const string Form = "/leitfaeden/zu-zweit/bearbeiten";
        await Hub.AddDocumentAsync(
            "Zu zweit", change: draft => draft with { Body = "Erster Absatz.\n\nZweiter Absatz." });
        using var other = await Hub.SignInAsync(await Hub.AddMemberAsync(Role.Officer, name: "Erika Erste"));
        var mine = await Officer.GetAsync(Form);
        await EditAsync("/leitfaeden/zu-zweit", new { Body = "Erster Absatz, von Erika.\n\nZweiter Absatz." }, other);

        var conflict = await Officer.SubmitAsync(
            mine, new { Body = "Erster Absatz.\n\nZweiter Absatz, von mir.", Note = "meins" }, Form);
        Assert.Multiple(() =>
        {
            Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
            Assert.That(conflict.Text, Does.Contain("hat Erika Erste Version 2 gespeichert"));
            Assert.That(conflict.Document.QuerySelector("details pre")!.TextContent, Does.Contain("von Erika"));
            Assert.That(conflict.Document.QuerySelector("#Body")!.TextContent, Does.Contain("von mir"));
            var removed = conflict.Document.QuerySelectorAll(".ln-diff del").Select(e => e.TextContent);
            Assert.That(removed, Has.Some.Contains("Erika"));
            var added = conflict.Document.QuerySelectorAll(".ln-diff ins").Select(e => e.TextContent);
            Assert.That(added, Has.Some.Contains("mir"));
        });

        var saved = await Officer.SubmitAsync(
            conflict, new { Body = "Erster Absatz, von Erika.\n\nZweiter Absatz, von mir." }, Form);
        Assert.That(saved.Text, Does.Contain("Gespeichert als Version 3."));
        Assert.That((await Officer.GetAsync("/leitfaeden/zu-zweit/versionen/2")).Text, Does.Contain("von Erika"));
    }

    [Test]
    public async Task A_conflict_keeps_what_was_typed_even_when_the_form_has_errors()
    {
        const string Form = "/leitfaeden/zu-zweit-mit-fehler/bearbeiten";
        await Hub.AddDocumentAsync("Zu zweit mit Fehler");
        var mine = await Officer.GetAsync(Form);
        await EditAsync("/leitfaeden/zu-zweit-mit-fehler", new { Body = "Schneller." });
        var page = await Officer.SubmitAsync(mine, new { Title = "", Body = "Langsamer." }, Form);
        Assert.That(page.Document.QuerySelector("#Body")!.TextContent.Trim(), Is.EqualTo("Langsamer."));
        var conflict = await Officer.SubmitAsync(page, new { Title = "Titel" }, Form);
        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
    }

    [Test]
    public async Task Of_two_saves_at_the_same_moment_on_two_nodes_one_wins_and_none_is_lost()
    {
        await using var node = await TestHub.StartAsync(Hub.Settings.ConnectionString, clock: Hub.Clock);
        var member = await Hub.AddMemberAsync(Role.Officer);
        using var here = await Hub.SignInAsync(member);
        using var there = await node.SignInAsync(member);
        for (var round = 1; round <= 5; round++)
        {
            var path = $"/leitfaeden/gleichzeitig-{round}/bearbeiten";
            await Hub.AddDocumentAsync($"Gleichzeitig {round}");
            var (first, second) = (await here.GetAsync(path), await there.GetAsync(path));
            var pages = await Task.WhenAll(
                here.SubmitAsync(first, new { Body = "Von hier." }, path),
                there.SubmitAsync(second, new { Body = "Von dort." }, path));

            var statuses = pages.Select(page => page.Status);
            Assert.That(statuses, Is.EquivalentTo(new[] { HttpStatusCode.OK, HttpStatusCode.Conflict }));
            var stored = await Hub.WithStoreAsync(session =>
                session.Query<Guide>().SingleAsync(g => g.Slug == $"gleichzeitig-{round}"));
            var loser = pages.Single(page => page.Status == HttpStatusCode.Conflict);
            Assert.That(stored.Version, Is.EqualTo(2));
            var revisions = await Hub.WithStoreAsync(session =>
                session.Query<Revision>().Where(r => r.DocumentId == stored.Id).OrderBy(r => r.Number).ToListAsync());
            Assert.That(revisions.Select(r => r.Number), Is.EqualTo(new[] { 1L, 2L }));
            string[] bodies = [revisions[^1].Body, loser.Document.QuerySelector("#Body")!.TextContent.Trim()];
            Assert.That(bodies, Is.EquivalentTo(new[] { "Von hier.", "Von dort." }));
        }
    }
}
