using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Revisions;

public sealed class RevisionsTests : HubTests
{
    private const string Path = "/leitfaeden/mit-geschichte";

    [OneTimeSetUp]
    public async Task Write()
    {
        await Hub.AddDocumentAsync("Mit Geschichte", change: draft => draft with
        {
            Body = "Der Bus fährt stündlich.",
            Visibility = Visibility.Network,
        });
        await EditAsync(Path, new { Body = "Der Bus fährt halbstündlich.", Note = "Neuer <b>Fahrplan</b>" });
        await EditAsync(Path, new { Title = "Mit langer Geschichte", Note = "" });
    }

    [Test]
    public async Task The_list_shows_every_save_with_author_and_note()
    {
        var page = await Reader.GetAsync($"{Path}/versionen");
        var headings = page.Document.QuerySelectorAll(".ln-timeline h2").Select(h => h.TextContent.Trim());
        Assert.That(headings, Is.EqualTo(new[] { "Version 3 (aktuell)", "Version 2", "Version 1" }));
        Assert.That(page.Text, Does.Contain("Officer aus lemgo").And.Contain("Import"));
        Assert.That(page.Text, Does.Contain("Neuer <b>Fahrplan</b>"));
        Assert.That(page.Document.QuerySelectorAll("main form"), Is.Empty, "readers restore nothing");
    }

    [Test]
    public async Task An_old_version_is_shown_as_it_was()
    {
        var page = await Reader.GetAsync($"{Path}/versionen/1");
        Assert.That(page.Heading, Is.EqualTo("Mit Geschichte"));
        Assert.That(page.Text, Does.Contain("Sie sehen eine alte Version.").And.Contain("stündlich"));
    }

    [TestCase("/versionen/2/vergleich")]
    [TestCase("/versionen/1/vergleich?mit=2")]
    [TestCase("/versionen/2/vergleich?mit=1&ansicht=nebeneinander")]
    public async Task Two_versions_are_compared_word_by_word(string address)
    {
        var page = await Reader.GetAsync(Path + address);
        var removed = page.Document.QuerySelectorAll(".ln-diff del").Select(e => e.TextContent.Trim());
        var added = page.Document.QuerySelectorAll(".ln-diff ins").Select(e => e.TextContent.Trim());
        var isTable = address.Contains("neben", StringComparison.Ordinal);
        Assert.That(removed, Does.Contain("stündlich"));
        Assert.That(added, Does.Contain("halbstündlich"));
        Assert.That(page.Document.QuerySelector("table"), isTable ? Is.Not.Null : Is.Null);
    }

    [Test]
    public async Task A_version_does_not_differ_from_itself()
    {
        var page = await Reader.GetAsync($"{Path}/versionen/2/vergleich?mit=2");
        Assert.That(page.Text, Does.Contain("denselben Inhalt"));
    }

    [TestCase("/versionen/0")]
    [TestCase("/versionen/4")]
    [TestCase("/versionen/-1")]
    [TestCase("/versionen/99999999999999")]
    [TestCase("/versionen/eins")]
    [TestCase("/versionen/1/vergleich")]
    [TestCase("/versionen/2/vergleich?mit=77")]
    public async Task A_version_that_does_not_exist_is_not_found(string address) =>
        Assert.That((await Reader.GetAsync(Path + address)).Status, Is.EqualTo(HttpStatusCode.NotFound));

    [Test]
    public async Task Visitors_are_asked_to_sign_in()
    {
        var answer = await Visitor.SendAsync(HttpMethod.Get, $"{Path}/versionen");
        Assert.That(answer.Headers.Location?.OriginalString, Does.StartWith("/anmelden?zurueck="));
    }

    [Test]
    public async Task Restoring_brings_the_words_back_and_changes_neither_state_nor_visibility()
    {
        await Hub.AddDocumentAsync("Zurück", change: draft => draft with
        {
            Body = "Alt.",
            State = DocumentState.Draft,
            Visibility = Visibility.OwnMunicipality,
        });
        await EditAsync("/leitfaeden/zurueck", new
        {
            Title = "Vorwärts",
            Summary = "Kurz",
            Body = "Neu.",
            Visibility = "Public",
            Publish = "true",
        });
        var list = await Officer.GetAsync("/leitfaeden/zurueck/versionen");
        var after = await Officer.SubmitAsync(list, new { }, "/leitfaeden/zurueck/versionen/1/wiederherstellung");

        Assert.That(after.Text, Does.Contain("Version 1 ist wiederhergestellt, als Version 3."));
        var stored = await Hub.WithStoreAsync(session => session.Query<Guide>().SingleAsync(g => g.Slug == "zurueck"));
        Assert.That((stored.Title, stored.Version), Is.EqualTo(("Zurück", 3L)));
        var newest = await Hub.WithStoreAsync(session =>
            session.Query<Revision>().SingleAsync(r => r.DocumentId == stored.Id && r.Number == 3));
        Assert.That(newest.Body, Is.EqualTo("Alt."));
        Assert.That((stored.State, stored.Visibility), Is.EqualTo((DocumentState.Published, Visibility.Public)));
        Assert.That((await Officer.GetAsync("/leitfaeden/zurueck/versionen/2")).Text, Does.Contain("Neu."));
    }

    [Test]
    public async Task A_published_document_is_not_restored_to_a_version_without_a_summary()
    {
        await Hub.AddDocumentAsync(
            "Unfertig", change: draft => draft with { Summary = "", State = DocumentState.Draft });
        await EditAsync("/leitfaeden/unfertig", new { Summary = "Kurz gesagt.", Publish = true });
        var list = await Officer.GetAsync("/leitfaeden/unfertig/versionen");
        var after = await Officer.SubmitAsync(list, new { }, "/leitfaeden/unfertig/versionen/1/wiederherstellung");
        Assert.That(after.Text, Does.Contain("Version 1 hat keine Zusammenfassung"));
        Assert.That(
            (await Hub.WithStoreAsync(s => s.Query<Guide>().SingleAsync(g => g.Slug == "unfertig"))).Version,
            Is.EqualTo(2));
    }

    [Test]
    public async Task Restoring_keeps_facts_and_keys_the_hub_does_not_know()
    {
        var facts = new ProjectFacts
        {
            CostOnce = "5 €",
            Software = [new Software { Name = "Programm", Licence = "MIT" }],
        };
        await Hub.AddDocumentAsync("Mit allem", DocumentKind.Project, change: draft => draft with
        {
            UnknownKeys = "Quelle: Archiv\n",
            Facts = facts,
        });
        await EditAsync("/projekte/mit-allem", new { Body = "Anders." });
        var list = await Officer.GetAsync("/projekte/mit-allem/versionen");
        await Officer.SubmitAsync(list, new { }, "/projekte/mit-allem/versionen/1/wiederherstellung");
        var stored = await Hub.WithStoreAsync(session =>
            session.Query<Project>().SingleAsync(p => p.Slug == "mit-allem"));
        Assert.That((stored.UnknownKeys, stored.Facts.CostOnce), Is.EqualTo(("Quelle: Archiv\n", "5 €")));
        Assert.That(stored.Facts.Software.Single().Name, Is.EqualTo("Programm"));
    }
}
