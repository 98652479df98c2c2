using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Exports;

/// <summary>What an import brought, an export gives back.</summary>
public sealed class ExchangeTests : HubTests
{
    [Test]
    public async Task Keys_the_hub_does_not_know_are_exported_again()
    {
        using var source = new ImportFolder().With(
            "leitfaeden/rest.md", "---\ntitel: Rest\nQuelle: Archiv\nzahlen: [1, 2]\n---\n\nText.\n");
        using var copy = new ImportFolder();
        await source.ImportAsync(Hub);
        await copy.ExportAsync(Hub);
        var exported = copy.Read("leitfaeden/rest.md");
        Assert.That(exported, Does.Contain("Quelle: Archiv\n").And.Contain("zahlen: [1, 2]\n"));
        Assert.That(exported, Does.EndWith("---\n\nText.\n"));
    }

    [Test]
    public async Task The_responsible_member_goes_out_and_comes_in_by_mail_address()
    {
        var member = await Hub.AddMemberAsync(Role.Officer, mail: "erika.muster@lemgo.example");
        using var source = new ImportFolder().With(
            "leitfaeden/verantwortet.md",
            "---\ntitel: Verantwortet\nverantwortlich: Erika.Muster@lemgo.example\n---\n\nText.\n");
        using var copy = new ImportFolder();
        await source.ImportAsync(Hub);
        Assert.That((await FindAsync("verantwortet")).ResponsibleId, Is.EqualTo(member.Id));
        await copy.ExportAsync(Hub);
        var exported = copy.Read("leitfaeden/verantwortet.md");
        Assert.That(exported, Does.Contain("verantwortlich: erika.muster@lemgo.example\n"));
    }

    [TestCase("noch.nicht@lemgo.example")]
    [TestCase("\"Erika: Muster #1\"")]
    [TestCase("\"- [x\"")]
    public async Task A_responsible_person_who_is_no_member_yet_is_kept(string person)
    {
        var name = "unbekannt-" + Slug.Of(person);
        using var source = new ImportFolder().With(
            $"leitfaeden/{name}.md",
            $"---\ntitel: Unbekannt\nverantwortlich: {person}\nQuelle: Archiv\n---\n\nText.\n");
        using var copy = new ImportFolder();
        await source.ImportAsync(Hub);
        await copy.ExportAsync(Hub);
        var exported = copy.Read($"leitfaeden/{name}.md");
        Assert.That(exported, Does.Contain($"verantwortlich: {person}\n").And.Contain("Quelle: Archiv\n"));
        Assert.That((await copy.ImportAsync(Hub)).Failures, Is.Empty);
        Assert.That((await Reader.GetAsync($"/leitfaeden/{name}/versionen/1")).Text, Does.Contain("Text."));
        Assert.That((await FindAsync(name)).Version, Is.EqualTo(1));
    }

    [Test]
    public async Task Restoring_a_version_keeps_a_responsible_person_who_is_no_member_yet()
    {
        using var source = new ImportFolder().With(
            "leitfaeden/wieder-da.md",
            "---\ntitel: Wieder da\nkommune: lemgo\nverantwortlich: noch.nicht@lemgo.example\n---\n\nText.\n");
        using var copy = new ImportFolder();
        await source.ImportAsync(Hub);
        await EditAsync("/leitfaeden/wieder-da", new { Body = "Anders." });
        var versions = await Officer.GetAsync("/leitfaeden/wieder-da/versionen");
        await Officer.SubmitAsync(versions, new { }, $"{versions.Path}/1/wiederherstellung");
        await copy.ExportAsync(Hub);
        var exported = copy.Read("leitfaeden/wieder-da.md");
        Assert.That(exported, Does.Contain("verantwortlich: noch.nicht@lemgo.example\n").And.EndWith("\n\nText.\n"));
    }

    [Test]
    public async Task A_folder_that_is_not_empty_is_not_exported_into()
    {
        using var folder = new ImportFolder().With("brief.md", "# Meins");
        Assert.That(
            async () => await folder.ExportAsync(Hub),
            Throws.InstanceOf<IOException>().With.Message.Contains("nicht leer"));
        Assert.That(folder.Read("brief.md"), Is.EqualTo("# Meins"));
    }

    [TestCase("quelle: *weg\n")]
    [TestCase("verantwortlich: x\nquelle: *weg\n")]
    [TestCase("verantwortlich: [\n")]
    public async Task A_document_whose_kept_keys_cannot_be_read_is_exported_without_them_and_reported(string kept)
    {
        var name = "bruch-" + Slug.Of(kept);
        await Hub.AddDocumentAsync(name, change: draft => draft with { UnknownKeys = kept });
        await Hub.AddDocumentAsync(name + "-heil");
        using var folder = new ImportFolder();
        var report = await folder.ExportAsync(Hub);
        var finding = report.Findings.Single(finding => finding.Path == $"leitfaeden/{name}.md");
        Assert.That(finding.Reason, Does.Contain("fremde Angaben"));
        Assert.That(folder.Read(finding.Path), Does.Contain($"titel: {name}\n").And.EndWith("\n\nEin Absatz.\n"));
        Assert.That(folder.Read($"leitfaeden/{name}-heil.md"), Does.EndWith("\n\nEin Absatz.\n"));
    }

    private Task<Guide> FindAsync(string slug) =>
        Hub.WithStoreAsync(session => session.Query<Guide>().SingleAsync(guide => guide.Slug == slug));
}
