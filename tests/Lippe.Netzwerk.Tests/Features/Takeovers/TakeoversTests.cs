using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Takeovers;

/// <summary>What others write about a municipality, and how it becomes its own.</summary>
public sealed class TakeoversTests : HubTests
{
    [Test]
    public async Task A_page_says_whom_it_is_about_and_is_found_by_that()
    {
        var path = await AddAsync("Über Lemgo");

        var page = await Visitor.GetAsync(path);
        var list = await Visitor.GetAsync("/leitfaeden?betrifft=lemgo");
        var place = await Visitor.GetAsync("/kommunen/lemgo");

        Assert.That(page.Text, Does.Contain("Redaktion betrifft: Lemgo"));
        Assert.That(page.Html, Does.Not.Contain("/uebernahme"));
        Assert.That(list.Text, Does.Contain("Über Lemgo").And.Contain("betrifft: Lemgo"));
        Assert.That(
            (await Visitor.GetAsync("/leitfaeden?betrifft=lage")).Text, Does.Not.Contain("Über Lemgo"));
        Assert.That(place.Text, Does.Contain("Was andere über Lemgo schreiben").And.Contain("Über Lemgo"));
    }

    [Test]
    public async Task An_officer_of_that_municipality_takes_it_over()
    {
        var path = await AddAsync("Wird übernommen");
        var page = await Officer.GetAsync(path);
        Assert.That(page.Document.QuerySelector($"a[href='{path}/uebernahme']"), Is.Not.Null);
        Assert.That((await Officer.GetAsync($"{path}/bearbeiten")).Status, Is.EqualTo(HttpStatusCode.NotFound));

        var question = await Officer.GetAsync($"{path}/uebernahme");
        Assert.That(question.Text, Does.Contain("Geteilt von: Lemgo").And.Contain("„Redaktion“"));
        Assert.That(question.Text, Does.Contain("Lemgo ihn nicht freigegeben hat"));
        var taken = await Officer.SubmitAsync(question, new { });

        Assert.That(taken.Path, Is.EqualTo(path));
        Assert.That(taken.Document.QuerySelector($".ln-notice a[href='{path}/bearbeiten']"), Is.Not.Null);
        Assert.That(taken.Text, Does.Contain("Geteilt von Lemgo").And.Not.Contain("betrifft"));
        Assert.That((await Officer.GetAsync($"{path}/bearbeiten")).Status, Is.EqualTo(HttpStatusCode.OK));
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        Assert.That(
            (await coordinator.GetAsync($"{path}/versionen")).Text,
            Does.Contain("Lemgo hat die Seite von Redaktion übernommen"));
        Assert.That((await Officer.GetAsync($"{path}/uebernahme")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Officers_see_that_others_write_about_their_municipality()
    {
        await AddAsync("Noch eine über Lemgo");
        foreach (var page in (string[])["/", "/wartet-auf-mich"])
        {
            var link = (await Officer.GetAsync(page)).Document.QuerySelector("main a[href='/suche?betrifft=lemgo']");
            Assert.That(link?.TextContent, Does.Match(@"^Über Lemgo: (1 Seite|\d+ Seiten)$"), page);
            Assert.That((await Reader.GetAsync(page)).Html, Does.Not.Contain("Über Lemgo:"), "cannot take them over");
        }

        Assert.That(
            (await Officer.GetAsync("/suche?betrifft=lemgo")).Text, Does.Contain("Noch eine über Lemgo"));
    }

    [Test]
    public async Task Restoring_what_was_before_gives_the_page_not_back()
    {
        var path = await AddAsync("Bleibt übernommen");
        await Officer.SubmitAsync(await Officer.GetAsync($"{path}/uebernahme"), new { });
        var versions = await Officer.GetAsync($"{path}/versionen");
        await Officer.SubmitAsync(versions, new { }, $"{path}/versionen/1/wiederherstellung");
        Assert.That((await Visitor.GetAsync(path)).Text, Does.Contain("Geteilt von Lemgo"));
    }

    [Test]
    public async Task Whoever_decided_on_another_version_reads_the_newer_one_first()
    {
        var path = await AddAsync("Inzwischen anders");
        var question = await Officer.GetAsync($"{path}/uebernahme");
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        await EditAsync(path, new { Body = "Jetzt steht hier etwas anderes." }, coordinator);

        var answer = await Officer.SubmitAsync(question, new { });

        Assert.That(answer.Html, Does.Contain("Der Text wurde inzwischen geändert"));
        Assert.That(answer.Text, Does.Contain("betrifft: Lemgo"));
    }

    [Test]
    public async Task Nobody_else_takes_it_over()
    {
        var path = await AddAsync("Nicht für alle");
        using var other = await Hub.SignInAsync(Role.Officer, "lage");
        foreach (var browser in new[] { other, Reader })
        {
            Assert.That((await browser.GetAsync(path)).Html, Does.Not.Contain("/uebernahme"));
            Assert.That((await browser.GetAsync($"{path}/uebernahme")).Status, Is.EqualTo(HttpStatusCode.NotFound));
        }

        var draft = await AddAsync("Noch ein Entwurf", draft => draft with { State = DocumentState.Draft });
        Assert.That((await Officer.GetAsync($"{draft}/uebernahme")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task Writers_say_whom_a_text_is_about()
    {
        var saved = await CreateAsync(new { Title = "Aus Lemgo über Lage", Concerns = "lage" });
        Assert.That(saved.Text, Does.Contain("betrifft: Lage"));
        var own = await CreateAsync(new { Title = "Über uns selbst", Concerns = "lemgo" });
        Assert.That(own.Text, Does.Not.Contain("betrifft"), "that goes without saying");
        var wrong = await CreateAsync(new { Title = "Über niemanden", Concerns = "atlantis" });
        Assert.That(wrong.Document.QuerySelector("#Concerns-fehler"), Is.Not.Null);
    }

    [Test]
    public async Task Files_say_so_too_and_get_it_back()
    {
        using var source = new ImportFolder().With(
            "leitfaeden/aus-datei.md",
            "---\ntitel: Aus Datei\nkommune: redaktion\nbetrifft: bad-salzuflen\n---\n\nText.\n");
        Assert.That((await source.ImportAsync(Hub)).Failures, Is.Empty);
        using var copy = new ImportFolder();
        await copy.ExportAsync(Hub);
        Assert.That(
            copy.Read("leitfaeden/aus-datei.md"), Does.Contain("kommune: redaktion\nbetrifft: bad-salzuflen\n"));
        await copy.ImportAsync(Hub);
        var version = await Hub.WithStoreAsync(session =>
            session.Query<Guide>().Where(guide => guide.Slug == "aus-datei").Select(guide => guide.Version)
                .SingleAsync());
        Assert.That(version, Is.EqualTo(1));

        using var wrong = new ImportFolder().With(
            "leitfaeden/falsch.md", "---\ntitel: Falsch\nbetrifft: atlantis\n---\n\nText.\n");
        var failure = (await wrong.ImportAsync(Hub)).Failures.Single();
        Assert.That(failure.Line, Is.EqualTo(3));
        Assert.That(failure.Reason, Does.Contain("Die Kommune „atlantis“ gibt es nicht"));
    }

    private async Task<string> AddAsync(string title, Func<Draft, Draft>? change = null)
    {
        var lemgo = await Hub.WithStoreAsync(session =>
            session.Query<Municipality>().SingleAsync(municipality => municipality.Slug == "lemgo"));
        var document = await Hub.AddDocumentAsync(title, municipality: "redaktion", change: draft =>
        {
            var about = draft with { ConcernsId = lemgo.Id };
            return change?.Invoke(about) ?? about;
        });
        return document.Address();
    }
}
