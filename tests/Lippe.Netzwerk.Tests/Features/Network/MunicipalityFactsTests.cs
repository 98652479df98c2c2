using System.Net;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Network;

public sealed class MunicipalityFactsTests : FreshHubTests
{
    private const string Lemgo = "/netzwerk/kommunen/lemgo";

    private TestBrowser _coordinator = null!;

    [SetUp]
    public async Task SignIn() => _coordinator = await Hub.SignInAsync(Role.Coordinator);

    [TearDown]
    public void SignOut() => _coordinator.Dispose();

    [Test]
    public async Task What_is_typed_stands_on_the_page_and_in_the_export()
    {
        await SaveAsync(Lemgo, new
        {
            Inhabitants = "41.276",
            InhabitantsAsOf = "2026-01-31",
            Website = "https://www.lemgo.de",
        });

        var page = await Hub.Visitor().GetAsync("/kommunen/lemgo");
        Assert.That(page.Text, Does.Contain("41.276").And.Contain("Stand 31. Januar 2026").And.Contain("www.lemgo.de"));
        using var folder = new ImportFolder();
        await folder.ExportAsync(Hub);
        Assert.That(
            folder.Read("kommunen.csv"),
            Does.Contain("lemgo,05766044,Lemgo,Stadt,41276,2026-01-31,https://www.lemgo.de\n"));
    }

    [Test]
    public async Task A_file_changes_no_municipality_that_was_edited_here()
    {
        await SaveAsync(Lemgo, new { Website = "https://www.lemgo.de" });
        using var folder = new ImportFolder().With(
            "kommunen.csv",
            "slug,ags,name,art,einwohner,stand\n"
            + "lemgo,05766044,Alte Hansestadt Lemgo,Stadt,1,2020-01-01\nlage,05766040,Lage,Stadt,7,2026-01-01\n");

        var kept = (await folder.ImportNetworkAsync(Hub)).Kept;

        Assert.That(kept.Select(record => record.Sentence), Is.EqualTo(new[]
        {
            "kommunen.csv: „Lemgo“ wurde im Hub bearbeitet und bleibt, wie es ist.",
        }));
        Assert.That((await _coordinator.GetAsync(Lemgo)).Html, Does.Contain("https://www.lemgo.de"));
        Assert.That((await _coordinator.GetAsync("/kommunen/lage")).Text, Does.Contain("Stand 1. Januar 2026"));
    }

    [Test]
    public async Task Whatever_cannot_be_read_is_said_at_its_field_and_stays_there()
    {
        var page = await SaveAsync(Lemgo, new
        {
            Name = " ",
            Kind = "Dorf",
            Inhabitants = "viele",
            InhabitantsAsOf = "gestern",
            Ags = "12",
            Website = "lemgo",
        });

        var errors = page.Document.QuerySelectorAll(".kern-error").Select(error => error.TextContent).ToList();
        Assert.That(errors, Has.Count.EqualTo(6));
        Assert.That(page.Document.QuerySelector("#Inhabitants")!.GetAttribute("value"), Is.EqualTo("viele"));
    }

    [Test]
    public async Task A_new_body_needs_no_inhabitants_and_can_own_documents()
    {
        await SaveAsync("/netzwerk/kommunen/neu", new { Name = "Kommunales Rechenzentrum", Kind = "Stelle" });

        var page = await _coordinator.GetAsync("/kommunen/kommunales-rechenzentrum");
        Assert.That(page.Status, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(page.Text, Does.Not.Contain("Einwohner:innen"));
        Assert.That((await _coordinator.GetAsync("/leitfaeden/neu")).Text, Does.Contain("Kommunales Rechenzentrum"));
    }

    [Test]
    public async Task Whoever_comes_second_is_told()
    {
        var mine = await _coordinator.GetAsync(Lemgo);
        await SaveAsync(Lemgo, new { Website = "https://www.lemgo.de" });

        var conflict = await _coordinator.SubmitAsync(mine, new { Inhabitants = "5" });

        Assert.That(conflict.Status, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(conflict.Document.QuerySelector("#Inhabitants")!.GetAttribute("value"), Is.EqualTo("5"));
    }

    private async Task<TestPage> SaveAsync(string path, object fields) =>
        await _coordinator.SubmitAsync(await _coordinator.GetAsync(path), fields);
}
