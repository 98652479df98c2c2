using System.Net;
using JasperFx;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Removals;

/// <summary>What is removed for good.</summary>
public sealed class RemovalsTests : HubTests
{
    private TestBrowser _coordinator = null!;
    private Member _kim = null!;

    [OneTimeSetUp]
    public async Task SignIn()
    {
        _kim = await Hub.AddMemberAsync(Role.Coordinator, name: "Kim Koordination");
        _coordinator = await Hub.SignInAsync(_kim);
    }

    [OneTimeTearDown]
    public void SignOut() => _coordinator.Dispose();

    [Test]
    public async Task Nothing_anywhere_holds_a_document_that_was_removed()
    {
        string[] traces = ["Quittenfest", "quittenfest", "Mirabellenweg", "Holunderhof"];
        var writer = await Hub.AddMemberAsync(Role.Officer);
        await Hub.AddMemberAsync(Role.Coordinator);
        var document = await Hub.AddDocumentAsync("Das Quittenfest", authorId: writer.Id, change: draft => draft with
        {
            Body = "Am Mirabellenweg, ein Ausflugsziel.",
            State = DocumentState.Draft,
        });
        await Hub.ReviseAsync(document, d => d with { State = DocumentState.InReview }, "Holunderhof", writer.Id);
        await Hub.SendAsync();
        await Hub.ReviseAsync(document, d => d with { State = DocumentState.Published }, "", writer.Id);
        // What is searched for is counted in the words of whoever asks.
        var search = await Visitor.GetAsync("/suche?q=Ausflugsziel");
        Assert.That(search.Html, Does.Contain("Das Quittenfest"));
        await LeaveATypedTextAsync("/leitfaeden/das-quittenfest/bearbeiten", "Am Mirabellenweg 4.");
        Assert.That(await Hub.TablesNamingAsync(traces), Is.SupersetOf(new[]
        {
            "mt_doc_document", "mt_doc_revision", "mt_doc_outboxmail", "mt_doc_keptform",
        }));

        var page = await _coordinator.GetAsync("/leitfaeden/das-quittenfest/loeschung");
        Assert.That(page.Text, Does.Contain("Das Quittenfest").And.Contain("allen 3 Versionen"));
        var after = await _coordinator.SubmitAsync(page, new { Reason = "PersonalData" });

        Assert.That(after.Text, Does.Contain("alle Versionen sind gelöscht"));
        Assert.That(await Hub.TablesNamingAsync(traces), Is.Empty);
        string[] pages =
        [
            "/", "/leitfaeden", "/suche?q=Ausflugsziel", "/kommunen/lemgo", "/monatsbriefe/2026-11",
            "/monatsbriefe/atom.xml", "/entfernungen",
        ];
        foreach (var path in pages)
            Assert.That((await _coordinator.GetAsync(path)).Html, Does.Not.Contain("Quittenfest"), path);
        foreach (var path in (string[])["", "/versionen", "/versionen/1", "/bearbeiten", "/loeschung"])
        {
            var gone = await _coordinator.GetAsync("/leitfaeden/das-quittenfest" + path);
            Assert.That(gone.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
            Assert.That(gone.Text, Does.Contain("umbenannt oder gelöscht"));
        }
    }

    [Test]
    public async Task Why_a_document_was_given_back_goes_with_it()
    {
        var document = await Hub.AddDocumentAsync(
            "Kam zurück", change: draft => draft with { State = DocumentState.Draft });
        await Hub.ReviseAsync(document, draft => draft with { State = DocumentState.InReview });
        var form = await _coordinator.GetAsync("/leitfaeden/kam-zurueck/rueckgabe");
        await _coordinator.SubmitAsync(form, new { Reason = "Der Wacholderweg fehlt." });
        await Hub.SendAsync();
        Assert.That(await Hub.TablesNamingAsync("Wacholderweg"), Does.Contain("mt_doc_releaserequest"));

        var page = await _coordinator.GetAsync("/leitfaeden/kam-zurueck/loeschung");
        await _coordinator.SubmitAsync(page, new { Reason = "PersonalData" });
        Assert.That(await Hub.TablesNamingAsync("Wacholderweg"), Is.Empty);
    }

    [Test]
    public async Task It_is_written_down_who_removed_what_when_and_why()
    {
        var document = await Hub.AddDocumentAsync("Weg damit");
        var page = await _coordinator.GetAsync("/leitfaeden/weg-damit/loeschung");
        await _coordinator.SubmitAsync(page, new { Reason = "RightsOfOthers" });
        var removal = await Hub.WithStoreAsync(session =>
            session.Query<Removal>().SingleAsync(r => r.DocumentId == document.Id));
        Assert.That(
            (removal.Kind, removal.Number, removal.Reason, removal.MemberId, removal.At),
            Is.EqualTo((DocumentKind.Guide, (long?)null, RemovalReason.RightsOfOthers, (Guid?)_kim.Id,
                Hub.Clock.GetUtcNow())));
        var list = await _coordinator.GetAsync("/entfernungen");
        Assert.That(list.Text, Does.Contain("Leitfaden").And.Contain("Urheberrecht").And.Contain("Kim Koordination"));
        Assert.That((await Officer.GetAsync("/entfernungen")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Hub.DeedsOfAsync(_kim.Id), Does.Contain("document.deleted"));
    }

    [Test]
    public async Task What_was_published_is_removed_for_a_reason_only()
    {
        await Hub.AddDocumentAsync("Ohne Grund");
        var page = await _coordinator.GetAsync("/leitfaeden/ohne-grund/loeschung");
        foreach (var reason in (string?[])[null, "Draft", "17", "Unsinn"])
        {
            var answer = await _coordinator.SubmitAsync(page, new { Reason = reason });
            Assert.That(answer.Text, Does.Contain("Bitte prüfen Sie eine Angabe"), reason);
        }

        var unsaid = await _coordinator.SubmitAsync(page, new { });
        Assert.That(unsaid.Text, Does.Contain("Wählen Sie, warum es entfernt wird."));

        Assert.That((await Visitor.GetAsync("/leitfaeden/ohne-grund")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase(DocumentState.Draft)]
    [TestCase(DocumentState.InReview)]
    public async Task Whoever_may_write_a_draft_may_delete_it(DocumentState state)
    {
        var document = await Hub.AddDocumentAsync($"Verworfen {state}", change: draft => draft with { State = state });
        var page = await Officer.GetAsync(document.Address());
        Assert.That(page.Document.QuerySelector($"a[href='{document.Address()}/loeschung']"), Is.Not.Null);
        var question = await Officer.GetAsync($"{document.Address()}/loeschung");
        Assert.That(question.Text, Does.Contain("Entwurf löschen?").And.Not.Contain("Warum?"));
        var after = await Officer.SubmitAsync(question, new { });
        Assert.That(after.Path, Is.EqualTo("/leitfaeden"));
        Assert.That((await Officer.GetAsync(document.Address())).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Nobody_else_deletes_anything()
    {
        using var stranger = await Hub.SignInAsync(Role.Officer, "detmold");
        await Hub.AddDocumentAsync("Nur Entwurf", change: draft => draft with { State = DocumentState.Draft });
        var once = await Hub.AddDocumentAsync("War einmal öffentlich");
        await Hub.ReviseAsync(once, draft => draft with { State = DocumentState.Draft });
        var path = once.Address();
        (TestBrowser Browser, string Path)[] closed =
        [
            (stranger, "/leitfaeden/nur-entwurf/loeschung"), (Reader, "/leitfaeden/nur-entwurf/loeschung"),
            (Officer, $"{path}/loeschung"), (Officer, $"{path}/versionen/1/entfernung"),
        ];
        foreach (var (browser, address) in closed)
            Assert.That((await browser.GetAsync(address)).Status, Is.EqualTo(HttpStatusCode.NotFound), address);
        Assert.That((await Officer.GetAsync(path)).Html, Does.Not.Contain("/loeschung"));
        Assert.That((await _coordinator.GetAsync($"{path}/loeschung")).Text, Does.Contain("Warum?"));
    }

    [Test]
    public async Task A_version_nobody_saw_is_not_deleted_with_the_others()
    {
        var document = await Hub.AddDocumentAsync("Zwei Fenster", change: d => d with { State = DocumentState.Draft });
        var question = await Officer.GetAsync($"{document.Address()}/loeschung");
        await EditAsync(document.Address(), new { Body = "Neues." });
        var answer = await Officer.SubmitAsync(question, new { });
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(answer.Text, Does.Contain("Inzwischen gibt es Version 2."));
        Assert.That((await Officer.SubmitAsync(answer, new { })).Path, Is.EqualTo("/leitfaeden"));
    }

    [Test]
    public async Task A_save_at_hand_brings_nothing_back()
    {
        var document = await Hub.AddDocumentAsync("Kommt nicht wieder");
        await using var scope = Hub.Services.CreateAsyncScope();
        var archive = scope.ServiceProvider.GetRequiredService<Archive>();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var atHand = (await session.LoadAsync<Document>(document.Id))!;
        var draft = await archive.DraftAsync(atHand, CancellationToken.None);
        await EraseAsync("/leitfaeden/kommt-nicht-wieder/loeschung");

        Assert.That(
            () => archive.SaveAsync(atHand, draft with { Title = "Doch" }, "", CancellationToken.None),
            Throws.InstanceOf<ConcurrencyException>());
        Assert.That(await Hub.TablesNamingAsync("Kommt nicht wieder", "\"Doch\""), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_deleted_that_was_saved_in_this_moment()
    {
        var document = await Hub.AddDocumentAsync("In diesem Moment");
        await using var scope = Hub.Services.CreateAsyncScope();
        var session = scope.ServiceProvider.GetRequiredService<IDocumentSession>();
        var atHand = (await session.LoadAsync<Document>(document.Id))!;
        await Hub.ReviseAsync(document, draft => draft with { Body = "Schneller." });

        var eraser = scope.ServiceProvider.GetRequiredService<Eraser>();
        Assert.That(
            () => eraser.EraseAsync(atHand, RemovalReason.Unlawful, CancellationToken.None),
            Throws.TypeOf<ConcurrencyException>());
        Assert.That((await Visitor.GetAsync("/leitfaeden/in-diesem-moment")).Text, Does.Contain("Schneller."));
    }

    [Test]
    public async Task What_was_typed_into_the_form_of_a_deleted_document_is_not_lost()
    {
        var document = await Hub.AddDocumentAsync(
            "Unter den Händen", change: draft => draft with { State = DocumentState.Draft });
        var form = await Officer.GetAsync($"{document.Address()}/bearbeiten");
        await EraseAsync($"{document.Address()}/loeschung");
        var answer = await Officer.SubmitAsync(form, new { Body = "Mühsam getippt." }, form.Path);
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(answer.Text, Does.Contain("Das Dokument gibt es nicht mehr"));
        var saved = await Officer.SubmitAsync(answer, new { }, "/leitfaeden/neu");
        Assert.That(saved.Text, Does.Contain("Mühsam getippt."));
    }

    [Test]
    public async Task Nothing_anywhere_holds_the_content_of_a_version_that_was_removed()
    {
        string[] traces = ["Schlehenpfad", "Wacholderheide"];
        var document = await Hub.AddGuideAsync("Der Weg", "Zum Schlehenpfad.");
        await Hub.ReviseAsync(document, d => d with { Title = "Der Schlehenpfad" }, "Wacholderheide", _kim.Id);
        await Hub.ReviseAsync(document, d => d with { Title = "Der Weg", Body = "Zum Ziel." });
        Assert.That(await Hub.TablesNamingAsync(traces), Does.Contain("mt_doc_revision"));

        var page = await _coordinator.GetAsync("/leitfaeden/der-weg/versionen/2/entfernung");
        Assert.That(page.Text, Does.Contain("Der Schlehenpfad"));
        var after = await _coordinator.SubmitAsync(page, new { Reason = "PersonalData", From = "1" });

        Assert.That(after.Text, Does.Contain("Der Inhalt der Versionen 1 bis 2 ist entfernt."));
        Assert.That(await Hub.TablesNamingAsync(traces), Is.Empty);
        Assert.That((await Visitor.GetAsync("/leitfaeden/der-weg")).Text, Does.Contain("Zum Ziel."));
        var gone = await Reader.GetAsync("/leitfaeden/der-weg/versionen/1");
        Assert.That(gone.Status, Is.EqualTo(HttpStatusCode.Gone));
        Assert.That(gone.Text, Does.Contain("Kim Koordination").And.Contain("Personenbezogene Daten"));
        var list = await Reader.GetAsync("/leitfaeden/der-weg/versionen");
        Assert.That(list.Text, Does.Contain("Der Inhalt ist entfernt"));
        foreach (var path in (string[])["/3/vergleich", "/3/vergleich?mit=1", "/2/entfernung"])
        {
            gone = await _coordinator.GetAsync("/leitfaeden/der-weg/versionen" + path);
            Assert.That(gone.Status, Is.EqualTo(HttpStatusCode.NotFound), path);
        }
    }

    [Test]
    public async Task A_removed_version_is_not_restored_from_a_page_opened_before()
    {
        var document = await Hub.AddGuideAsync("Nicht zurück", "Hagebutte.");
        await Hub.ReviseAsync(document, draft => draft with { Body = "Anders." });
        var list = await Officer.GetAsync("/leitfaeden/nicht-zurueck/versionen");
        await EraseAsync("/leitfaeden/nicht-zurueck/versionen/1/entfernung");
        var answer = await Officer.SubmitAsync(list, new { }, $"{list.Path}/1/wiederherstellung");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(await Hub.TablesNamingAsync("Hagebutte"), Is.Empty);
    }

    [Test]
    public async Task The_version_that_is_read_now_is_replaced_before_it_is_removed()
    {
        await Hub.AddDocumentAsync("Noch aktuell");
        var page = await _coordinator.GetAsync("/leitfaeden/noch-aktuell/versionen/1/entfernung");
        Assert.That(page.Text, Does.Contain("Version 1 ist die aktuelle"));
        Assert.That(page.Document.QuerySelector("main form"), Is.Null);
    }

    [TestCase("0")]
    [TestCase("3")]
    [TestCase("")]
    [TestCase("eins")]
    public async Task Only_versions_up_to_the_one_looked_at_are_removed(string from)
    {
        var document = await Hub.AddDocumentAsync($"Von {from} bis");
        foreach (var body in (string[])["Zwei.", "Drei.", "Vier."])
            await Hub.ReviseAsync(document, draft => draft with { Body = body });
        var page = await _coordinator.GetAsync($"{document.Address()}/versionen/2/entfernung");
        var answer = await _coordinator.SubmitAsync(page, new { Reason = "Unlawful", From = from });
        Assert.That(answer.Document.QuerySelector(".kern-error"), Is.Not.Null, answer.Text);
        Assert.That((await Reader.GetAsync($"{document.Address()}/versionen/1")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    private async Task EraseAsync(string path)
    {
        var after = await _coordinator.SubmitAsync(
            await _coordinator.GetAsync(path), new { Reason = nameof(RemovalReason.PersonalData) });
        Assert.That(after.Status, Is.EqualTo(HttpStatusCode.OK), after.Text);
    }

    // A form sent by somebody whose session ended meanwhile waits for them.
    private async Task LeaveATypedTextAsync(string path, string body)
    {
        using var writer = await Hub.SignInAsync(Role.Officer);
        var form = await writer.GetAsync(path);
        writer.SetCookie("netzwerk", "");
        await writer.SubmitAsync(form, new { Body = body }, path);
    }
}
