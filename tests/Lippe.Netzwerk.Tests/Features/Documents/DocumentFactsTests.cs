using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Documents;

public sealed class DocumentFactsTests : HubTests
{
    [Test]
    public async Task A_project_shows_what_was_typed_and_offers_it_for_editing()
    {
        var form = await Officer.GetAsync("/projekte/neu");
        var page = await Officer.SubmitAsync(
            form,
            [
                new("Title", "Fakten"),
                new("Project.Problem", "Viel Papier"),
                new("Project.CostOnce", "rund 5.000 €"),
                new("Project.EffortPersonDays", "12"),
                new("Project.InhabitantsFrom", "5000"),
                new("Project.InhabitantsTo", "40000"),
                new("Project.Prerequisites", "Glasfaser\r\n\r\n  Server "),
                new("Project.Software", "DorfFunk | EUPL-1.2 | https://example.org/df\nOhne Lizenz"),
                new("Project.Successor", "stadtland-funk"),
            ],
            "/projekte/neu");
        string[] facts =
        [
            "Viel Papier", "rund 5.000 €", "12 Personentage", "ab 5.000 bis 40.000 Einwohner:innen", "Glasfaser",
            "Server", "DorfFunk", "Lizenz: EUPL-1.2", "Ohne Lizenz",
        ];
        foreach (var fact in facts)
            Assert.That(page.Text, Does.Contain(fact));
        Assert.That(page.Document.QuerySelector("dd a[href='https://example.org/df']"), Is.Not.Null);
        Assert.That(page.Document.QuerySelector("dd a[href='/projekte/stadtland-funk']"), Is.Not.Null);

        var edit = await Officer.GetAsync($"{page.Path}/bearbeiten");
        var software = edit.Document.QuerySelector("#Project_Software")!.TextContent.Trim();
        Assert.That(software, Is.EqualTo("DorfFunk | EUPL-1.2 | https://example.org/df\nOhne Lizenz"));
        var prerequisites = edit.Document.QuerySelector("#Project_Prerequisites")!.TextContent.Trim();
        Assert.That(prerequisites, Is.EqualTo("Glasfaser\nServer"));
    }

    [TestCase("Project.EffortPersonDays", "viele", "Aufwand in Personentagen: Geben Sie eine Zahl an")]
    [TestCase("Project.EffortPersonDays", "-1", "von 0 bis 100.000")]
    [TestCase("Project.EffortPersonDays", "2147483648", "von 0 bis 100.000")]
    [TestCase("Project.EffortPersonDays", "99999999999999999999999999999999", "von 0 bis 100.000")]
    [TestCase("Project.InhabitantsTo", "2147483648", "von 0 bis 100.000.000")]
    [TestCase("Project.InhabitantsTo", "500,5", "ganze Zahl")]
    [TestCase("Project.Software", "Programm | MIT | nix", "https://")]
    [TestCase("Project.InhabitantsTo", "10", "mindestens so groß")]
    [TestCase("Project.Software", "Böse | | javascript:alert(1)", "https://")]
    [TestCase("Project.Software", "Böse | | //example.org", "https://")]
    [TestCase("Project.Successor", "https://example.org/x", "letzten Teil der Adresse")]
    public async Task A_wrong_fact_is_refused_at_its_field(string field, string value, string message)
    {
        var form = await Officer.GetAsync("/projekte/neu");
        var page = await Officer.SubmitAsync(
            form,
            [new("Title", "Falsche Fakten"), new("Project.InhabitantsFrom", "100"), new(field, value)],
            "/projekte/neu");
        var error = page.Document.QuerySelector($"#{field.Replace('.', '_')}-fehler");
        Assert.That(error?.TextContent, Does.Contain(message), page.Text);
    }

    [Test]
    public async Task An_effort_of_days_and_a_half_is_shown_and_edited_as_it_was_typed()
    {
        var form = await Officer.GetAsync("/projekte/neu");
        var page = await Officer.SubmitAsync(
            form, [new("Title", "Halbe Tage"), new("Project.EffortPersonDays", "2,5")], "/projekte/neu");
        Assert.That(page.Text, Does.Contain("2,5 Personentage"));
        var edit = await Officer.GetAsync($"{page.Path}/bearbeiten");
        Assert.That(
            edit.Document.QuerySelector("#Project_EffortPersonDays")!.GetAttribute("value"), Is.EqualTo("2,5"));
    }

    [Test]
    public async Task Minutes_show_day_place_people_and_agenda()
    {
        var form = await Officer.GetAsync("/protokolle/neu");
        var page = await Officer.SubmitAsync(
            form,
            [
                new("Title", "Treffen"),
                new("Minutes.Date", "2022-05-11"),
                new("Minutes.Place", "https://example.org/raum"),
                new("Minutes.Attendees", "Lemgo\nDetmold"),
                new("Minutes.Agenda", "Vision"),
            ],
            "/protokolle/neu");
        foreach (var fact in (string[])["11. Mai 2022", "Lemgo", "Detmold", "Vision"])
            Assert.That(page.Text, Does.Contain(fact));
        Assert.That(page.Document.QuerySelector("dd a[href='https://example.org/raum']"), Is.Not.Null);
    }

    [Test]
    public async Task A_guide_shows_level_and_effort()
    {
        var form = await Officer.GetAsync("/leitfaeden/neu");
        var page = await Officer.SubmitAsync(
            form,
            [new("Title", "Stufen"), new("Guide.Level", "Expert"), new("Guide.Effort", "zwei <b>Tage</b>")],
            "/leitfaeden/neu");
        Assert.That(page.Text, Does.Contain("Vorwissen").And.Contain("zwei <b>Tage</b>"));
    }
}
