using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Adoptions;

/// <summary>Who uses what in the whole network.</summary>
public sealed class OverviewTests : HubTests
{
    [Test]
    public async Task What_most_use_stands_first_in_the_list_and_in_the_table()
    {
        var seldom = await AddAsync("Selten genutzt", ["mobilitaet"]);
        var often = await AddAsync("Oft genutzt", ["verwaltung"]);
        await SayAsync("lemgo", seldom, AdoptionStage.InUse);
        await SayAsync("lage", seldom, AdoptionStage.Planned);
        await SayAsync("lemgo", often, AdoptionStage.InUse);
        await SayAsync("lage", often, AdoptionStage.RollingOut);

        var list = await Visitor.GetAsync("/nachnutzung");
        Assert.That(TitlesOn(list), Is.EqualTo(["Oft genutzt", "Selten genutzt"]));
        Assert.That(list.Text, Does.Contain("im Einsatz Lemgo wird eingeführt Lage"));
        Assert.That(list.Text, Does.Contain("2 Projekte").And.Not.Contain("geplant"), "plans are for members");
        Assert.That((await Reader.GetAsync("/nachnutzung")).Text, Does.Contain("geplant Lage"));

        var table = await Visitor.GetAsync("/nachnutzung?ansicht=tabelle");
        Assert.That(
            table.Document.QuerySelectorAll("thead th").Select(cell => cell.TextContent.Trim()),
            Is.EqualTo(["Projekt", "Lage", "Lemgo"]));
        Assert.That(
            table.Document.QuerySelectorAll("tbody tr:first-child td").Select(cell => cell.TextContent.Trim()),
            Is.EqualTo(["wird eingeführt", "im Einsatz"]));

        Assert.That(TitlesOn(await Visitor.GetAsync("/nachnutzung?thema=mobilitaet")), Is.EqualTo(["Selten genutzt"]));
        Assert.That(
            TitlesOn(await Visitor.GetAsync("/nachnutzung?stand=wird-eingefuehrt")), Is.EqualTo(["Oft genutzt"]));
        Assert.That(
            (await Visitor.GetAsync("/nachnutzung?stand=geplant")).Text, Does.Contain("Nichts zu dieser Auswahl"));
    }

    [Test]
    public async Task A_project_one_may_not_see_is_not_told_of()
    {
        var secret = await AddAsync("Nur für Lage", [], Visibility.OwnMunicipality);
        await SayAsync("lage", secret, AdoptionStage.InUse);
        foreach (var browser in new[] { Visitor, Reader })
        {
            Assert.That((await browser.GetAsync("/nachnutzung")).Text, Does.Not.Contain("Nur für Lage"));
            Assert.That((await browser.GetAsync("/kommunen/lage")).Text, Does.Not.Contain("Nur für Lage"));
        }
    }

    private static IEnumerable<string> TitlesOn(TestPage page) =>
        page.Document.QuerySelectorAll(".ln-row__title").Select(title => title.TextContent.Trim());

    private async Task<string> AddAsync(
        string title, List<string> topics, Visibility visibility = Visibility.Public) =>
        (await Hub.AddDocumentAsync(title, DocumentKind.Project, "lage", draft => draft with
        {
            Topics = topics,
            Visibility = visibility,
        })).Address();

    private async Task SayAsync(string place, string project, AdoptionStage stage)
    {
        using var officer = await Hub.SignInAsync(Role.Officer, place);
        await officer.SubmitAsync(await officer.GetAsync($"{project}/nachnutzung"), new { Stage = $"{stage}" });
    }
}
