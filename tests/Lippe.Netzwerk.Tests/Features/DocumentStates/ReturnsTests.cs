using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Features.Digests;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.DocumentStates;

/// <summary>A document goes to review with names, and comes back with a reason.</summary>
public sealed class ReturnsTests : FreshHubTests
{
    private const string Path = "/leitfaeden/entwurf";
    private const string Reason = "Die Kosten fehlen.\nUnd wer den Vertrag hat.";

    private Member _asker = null!;
    private Member _coordinator = null!;
    private TestBrowser _asking = null!;
    private TestBrowser _releasing = null!;

    [SetUp]
    public async Task Start()
    {
        _asker = await Hub.AddMemberAsync(Role.Officer, name: "Anna Frage");
        _coordinator = await Hub.AddMemberAsync(Role.Coordinator, "lage", name: "Kim Koordination");
        _asking = await Hub.SignInAsync(_asker);
        _releasing = await Hub.SignInAsync(_coordinator);
        await Hub.AddDocumentAsync("Entwurf", change: draft => draft with { State = DocumentState.Draft });
    }

    [TearDown]
    public void Leave()
    {
        _asking.Dispose();
        _releasing.Dispose();
    }

    [Test]
    public async Task Whoever_asks_reads_who_was_asked_and_who_could_release_it_as_well()
    {
        var colleague = await Hub.AddMemberAsync(Role.Officer, name: "Ole Ohnemail");
        await Hub.ChooseAsync(colleague, new { Notices = "Reminder" });
        var page = await AskAsync();
        Assert.That(page.Text, Does.Contain("Sie haben am 24. November 2026 um die Freigabe gebeten")
            .And.Contain("Per E-Mail gebeten: Kim Koordination")
            .And.Contain("Freigeben kann auch: Ole Ohnemail"));
        Assert.That((await _releasing.GetAsync(Path)).Text, Does.Contain("Anna Frage hat am 24. November 2026"));
    }

    [Test]
    public async Task Who_is_alone_learns_that_nobody_else_can_release_it()
    {
        await Hub.AddDocumentAsync("Allein", municipality: "lage", change: draft => draft with
        {
            State = DocumentState.Draft,
        });
        var page = await _releasing.GetAsync("/leitfaeden/allein");
        page = await _releasing.SubmitAsync(page, new { stand = "InReview" }, "/leitfaeden/allein/stand");
        Assert.That(page.Text, Does.Contain("Eine E-Mail hat niemand bekommen")
            .And.Contain("Außer Ihnen kann niemand das Dokument freigeben"));
    }

    [Test]
    public async Task It_comes_back_with_a_reason_that_its_asker_gets_by_mail_and_finds_at_the_document()
    {
        await AskAsync();
        var page = await ReturnAsync(Reason);
        Assert.That(page.Text, Does.Contain("„Entwurf“ ist zurückgegeben an Anna Frage."));
        await Hub.SendAsync();
        var mail = (await Hub.MailsToAsync(_asker.Email!)).Single();
        Assert.That(mail.Subject, Is.EqualTo("Zurückgegeben: Entwurf"));
        Assert.That(mail.Text, Does.Contain("Kim Koordination hat Ihnen diesen Leitfaden zurückgegeben")
            .And.Contain(Reason).And.Contain("http://localhost/leitfaeden/entwurf"));
        Assert.That(mail.Html, Does.Contain("Die Kosten fehlen."));
        Assert.That(mail.Headers, Does.Contain("List-Id: <rueckgabe."));

        var own = await _asking.GetAsync(Path);
        Assert.That(own.Text, Does.Contain("Entwurf")
            .And.Contain("Kim Koordination hat den Entwurf am 24. November 2026 zurückgegeben Die Kosten fehlen."));
        Assert.That((await _asking.GetAsync($"{Path}/versionen")).Text, Does.Not.Contain("Die Kosten fehlen"));
        Assert.That((await _asking.GetAsync("/profil/daten")).Html, Does.Contain("\"Grund\": null"));
        Assert.That((await _releasing.GetAsync("/profil/daten")).Html, Does.Contain("\"Grund\": \"Die Kosten fehlen"));
    }

    [Test]
    public async Task Readers_never_see_the_reason()
    {
        var responsible = await Hub.AddMemberAsync(Role.Reader);
        await Hub.ReviseAsync(await DocumentAsync(), draft => draft with { ResponsibleId = responsible.Id });
        await AskAsync();
        await ReturnAsync(Reason);
        using var reader = await Hub.SignInAsync(responsible);
        var page = await reader.GetAsync(Path);
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Not.Contain("zurückgegeben"));
    }

    [TestCase("")]
    [TestCase(" \u200b. ")]
    public async Task Without_a_reason_nothing_comes_back(string reason)
    {
        await AskAsync();
        var page = await ReturnAsync(reason);
        Assert.That(page.Document.QuerySelector("#Reason-fehler")!.TextContent, Does.Contain("was noch fehlt"));
        Assert.That((await DocumentAsync()).State, Is.EqualTo(DocumentState.InReview));
    }

    [Test]
    public async Task A_reason_too_long_is_kept()
    {
        await AskAsync();
        var page = await ReturnAsync(new string('x', ReleaseRequest.LongestReason + 1));
        Assert.That(page.Document.QuerySelector("#Reason-fehler")!.TextContent, Does.Contain("2.001 Zeichen"));
        Assert.That(page.Document.QuerySelector("#Reason")!.TextContent, Does.Contain("xxxxx"));
    }

    [Test]
    public async Task What_was_saved_meanwhile_is_looked_at_first_and_the_reason_is_kept()
    {
        var document = await DocumentAsync();
        await AskAsync();
        var form = await _releasing.GetAsync($"{Path}/rueckgabe");
        await Hub.ReviseAsync(document, draft => draft with { Body = "Jetzt mit Kosten." });
        var again = await _releasing.SubmitAsync(form, new { Reason });
        Assert.That(again.Document.QuerySelector("#Reason-fehler")!.TextContent, Does.Contain("Version 3"));
        Assert.That(again.Document.QuerySelector("#Reason")!.TextContent.Trim(), Is.EqualTo(Reason));
        Assert.That((await _releasing.SubmitAsync(again, new { })).Path, Is.EqualTo(Path));

        var late = await _releasing.SubmitAsync(form, new { Reason = "Noch einmal." });
        Assert.That(late.Document.QuerySelector("#Reason-fehler")!.TextContent, Does.Contain("nicht mehr in Prüfung"));
    }

    [Test]
    public async Task Whoever_asked_takes_it_back_without_a_word_and_nobody_else_does()
    {
        var page = await AskAsync();
        var others = await _releasing.GetAsync(Path);
        Assert.That(others.Document.QuerySelector("input[name=stand][value=Draft]"), Is.Null);
        var asked = await _releasing.SubmitAsync(others, new { stand = "Draft" }, $"{Path}/stand");
        Assert.That(asked.Path, Is.EqualTo($"{Path}/rueckgabe"), "a reason is asked for");

        page = await _asking.SubmitAsync(page, new { stand = "Draft" }, $"{Path}/stand");
        Assert.That(page.Text, Does.Contain("„Entwurf“ ist jetzt ein Entwurf."));
    }

    [Test]
    public async Task Asking_anew_and_publishing_forget_the_reason()
    {
        await AskAsync();
        await ReturnAsync(Reason);
        await AskAsync();
        Assert.That((await _asking.GetAsync(Path)).Text, Does.Not.Contain("Die Kosten fehlen"));
        await Hub.SendAsync();
        Assert.That(await Hub.MailsToAsync(_asker.Email!), Is.Empty, "it went on before the mail left");
        var page = await _releasing.GetAsync(Path);
        await _releasing.SubmitAsync(page, new { stand = "Published" }, $"{Path}/stand");
        var request = await Hub.WithStoreAsync(session => session.Query<ReleaseRequest>().SingleAsync());
        Assert.That((request.Reason, request.ReturnedAt), Is.EqualTo(("", (DateTimeOffset?)null)));
    }

    [Test]
    public async Task The_reason_stands_where_the_draft_is_mended()
    {
        await AskAsync();
        await ReturnAsync(Reason);
        var edit = await _asking.GetAsync($"{Path}/bearbeiten");
        Assert.That(edit.Text, Does.Contain("Kim Koordination hat den Entwurf").And.Contain("Die Kosten fehlen."));
        Assert.That((await _asking.GetAsync("/")).Document.QuerySelectorAll($"main .ln-pair a[href='{Path}']"),
            Has.Length.EqualTo(1), "it stands once on the start page");
    }

    [Test]
    public async Task What_a_file_brought_into_review_comes_back_to_nobody_in_particular()
    {
        await Hub.AddDocumentAsync("Datei", change: draft => draft with { State = DocumentState.InReview });
        var form = await _releasing.GetAsync("/leitfaeden/datei/rueckgabe");
        await _releasing.SubmitAsync(form, new { Reason });
        Assert.That((await _asking.GetAsync("/leitfaeden/datei")).Text, Does.Contain("Die Kosten fehlen."));
    }

    [Test]
    public async Task One_click_ends_these_mails_and_the_form_says_so()
    {
        await AskAsync();
        await ReturnAsync(Reason);
        await Hub.SendAsync();
        var path = (await Hub.MailToAsync(_asker.Email!)).PathIn("/abbestellen/");
        var visitor = Hub.Visitor();
        var page = await visitor.GetAsync(path);
        Assert.That(page.Heading, Is.EqualTo("E-Mails über Rückgaben abbestellen"));
        await visitor.SubmitAsync(page, new { });
        await AskAsync();
        var form = await _releasing.GetAsync($"{Path}/rueckgabe");
        Assert.That(form.Text, Does.Contain("Anna Frage hat E-Mails darüber abbestellt"));
        await _releasing.SubmitAsync(form, new { Reason });
        await Hub.SendAsync();
        Assert.That(await Hub.MailsToAsync(_asker.Email!), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Writers_of_other_municipalities_find_no_such_page()
    {
        await AskAsync();
        using var stranger = await Hub.SignInAsync(Role.Officer, "lage");
        Assert.That((await stranger.GetAsync($"{Path}/rueckgabe")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    private async Task<TestPage> AskAsync()
    {
        var page = await _asking.GetAsync(Path);
        return await _asking.SubmitAsync(page, new { stand = "InReview" }, $"{Path}/stand");
    }

    private async Task<TestPage> ReturnAsync(string reason) =>
        await _releasing.SubmitAsync(await _releasing.GetAsync($"{Path}/rueckgabe"), new { Reason = reason });

    private Task<Document> DocumentAsync() =>
        Hub.WithStoreAsync(session => session.Query<Document>().SingleAsync(document => document.Slug == "entwurf"));
}
