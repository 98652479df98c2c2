using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.DocumentStates;

public sealed class DocumentStatesTests : HubTests
{
    [Test]
    public async Task A_document_goes_to_review_to_the_readers_to_the_archive_and_back()
    {
        var page = await CreateAsync(new { Title = "Der Weg", Summary = "Kurz", Body = "Text", Visibility = "Public" });
        (string State, string Shown)[] way =
        [
            ("InReview", "jetzt in Prüfung"),
            ("Published", "veröffentlicht"),
            ("Archived", "archiviert"),
            ("Published", "veröffentlicht"),
        ];
        foreach (var (state, shown) in way)
        {
            page = await MoveAsync(page.Path, state);
            Assert.That(page.Text, Does.Contain($"„Der Weg“ ist {shown}."));
        }

        var versions = await Officer.GetAsync($"{page.Path}/versionen");
        Assert.That(versions.Text, Does.Contain("Version 5 (aktuell)").And.Contain("Stand: Archiviert"));
    }

    [Test]
    public async Task A_second_click_changes_nothing()
    {
        var page = await CreateAsync(new { Title = "Doppelklick", Summary = "Kurz", Body = "Text" });
        await Officer.SubmitAsync(page, new { stand = "Published" }, $"{page.Path}/stand");
        await Officer.SubmitAsync(page, new { stand = "Published" }, $"{page.Path}/stand");
        var stored = await Hub.WithStoreAsync(session =>
            session.Query<Guide>().SingleAsync(g => g.Slug == "doppelklick"));
        Assert.That((stored.State, stored.Version), Is.EqualTo((DocumentState.Published, 2L)));
    }

    [Test]
    public async Task Archiving_is_taken_back_and_nobody_is_said_to_have_reviewed()
    {
        var reviewedOn = new DateOnly(2026, 1, 2);
        await Hub.AddDocumentAsync("Versehen", change: draft => draft with { ReviewedOn = reviewedOn });
        var archived = await MoveAsync("/leitfaeden/versehen", "Archived");
        var undo = archived.Document.QuerySelector(".ln-notice form")!;
        Assert.That(undo.TextContent.Trim(), Is.EqualTo("Rückgängig"));
        var back = await Officer.SubmitAsync(archived, new { }, undo.GetAttribute("action"));
        Assert.That(back.Text, Does.Contain("„Versehen“ ist veröffentlicht.").And.Contain("geprüft am 2. Januar 2026"));
    }

    [Test]
    public async Task What_somebody_else_saved_meanwhile_is_not_moved_unseen()
    {
        await Hub.AddDocumentAsync("Überholt", change: draft => draft with { State = DocumentState.Draft });
        var seen = await Officer.GetAsync("/leitfaeden/ueberholt");
        await EditAsync("/leitfaeden/ueberholt", new { Body = "Noch nicht fertig." });
        var page = await Officer.SubmitAsync(seen, new { stand = "Published" }, "/leitfaeden/ueberholt/stand");
        Assert.That(page.Text, Does.Contain("Inzwischen gibt es Version 2").And.Contain("Entwurf"));
    }

    [Test]
    public async Task A_document_without_summary_is_not_published()
    {
        var page = await CreateAsync(new { Title = "Ohne alles" });
        page = await MoveAsync(page.Path, "Published");
        Assert.That(page.Text, Does.Contain("hat noch keine Zusammenfassung").And.Contain("Entwurf"));
    }

    [Test]
    public async Task An_archived_document_says_so_stays_readable_and_is_not_listed()
    {
        await Hub.AddDocumentAsync("Ausgedient");
        await MoveAsync("/leitfaeden/ausgedient", "Archived");
        var page = await Visitor.GetAsync("/leitfaeden/ausgedient");
        Assert.That(page.Text, Does.Contain("Dieses Dokument ist archiviert."));
        Assert.That((await Visitor.GetAsync("/leitfaeden")).Html, Does.Not.Contain("/leitfaeden/ausgedient"));
        Assert.That((await Visitor.GetAsync("/suche?q=Ausgedient")).Html, Does.Not.Contain("/leitfaeden/ausgedient"));
        Assert.That((await Visitor.GetAsync("/")).Html, Does.Not.Contain("/leitfaeden/ausgedient"));
    }

    [TestCase("Unsinn")]
    [TestCase("17")]
    [TestCase("")]
    public async Task A_state_that_does_not_exist_is_refused(string state)
    {
        await Hub.AddDocumentAsync("Bleibt so " + state);
        var page = await Officer.GetAsync("/leitfaeden/" + Slug.Of("Bleibt so " + state));
        var answer = await Officer.SubmitAsync(page, new { stand = state }, $"{page.Path}/stand");
        Assert.That(answer.Status, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [Test]
    public async Task Members_of_other_municipalities_move_nothing()
    {
        await Hub.AddDocumentAsync("Fremd", municipality: "detmold");
        var own = await CreateAsync(new { Title = "Eigen" });
        var token = own.Document.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value");
        using var content = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), new("stand", "Archived")]);
        var answer = await Officer.SendAsync(HttpMethod.Post, "/leitfaeden/fremd/stand", content);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<TestPage> MoveAsync(string path, string state)
    {
        var page = await Officer.GetAsync(path);
        return await Officer.SubmitAsync(page, new { stand = state }, $"{path}/stand");
    }
}
