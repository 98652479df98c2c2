using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Tests.Support;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace Lippe.Netzwerk.Tests.Features.Imports;

/// <summary>The list of who uses what as a file.</summary>
public sealed class AdoptionImportTests : HubTests
{
    private const string FromSource =
        """
          stand: im-einsatz
          seit: 2023
          quelle: Die Zeitung
          link: https://zeitung.example/a
          vom: 2024-05-31

        """;

    [Test]
    public async Task What_a_source_says_stands_there_unconfirmed_until_the_municipality_says_so()
    {
        var project = await AddAsync("Aus der Zeitung");
        Assert.That(await ImportAsync(Line(project, "lemgo") + FromSource), Is.EqualTo(1));
        Assert.That(await ImportAsync(Line(project, "lemgo") + FromSource), Is.Zero, "nothing is new");

        var page = await Officer.GetAsync(project.Address());
        Assert.That(page.Text, Does.Contain("im Einsatz seit 2023 laut Die Zeitung (Stand 31. Mai 2024)"));
        Assert.That(page.Text, Does.Contain("noch nicht bestätigt").And.Not.Contain("Läuft bei"));
        await Officer.SubmitAsync(page, new { }, $"{project.Address()}/nachnutzung/bestaetigung");

        var ended = FromSource.Replace("im-einsatz", "beendet", StringComparison.Ordinal);
        Assert.That(await ImportAsync(Line(project, "lemgo") + ended), Is.Zero);
        Assert.That((await Visitor.GetAsync(project.Address())).Text, Does.Contain("Läuft bei Lemgo"));
    }

    [Test]
    public async Task All_of_it_is_exported_and_comes_back()
    {
        var project = await AddAsync("Wird ausgeführt");
        var other = await AddAsync("Stattdessen genutzt");
        await Officer.SubmitAsync(await Officer.GetAsync($"{project.Address()}/nachnutzung"), new
        {
            Stage = "Ended",
            Since = "03.2025",
            Contact = "Hauptamt: 05231",
            Procurement = "Tender",
            CostOnce = "12.500",
            CostPerYear = "0",
            PersonDays = "3",
            Months = "4",
            Lessons = "Eins.\n- zwei",
            Tips = "# kein Kommentar",
            EndedBecause = "Zu: teuer",
            Successor = "Stattdessen genutzt",
            Audience = "Public",
        });
        var before = await AdoptionAsync(project);
        using var folder = new ImportFolder();
        await folder.ExportAsync(Hub);
        await Hub.WithStoreAsync(async session =>
        {
            session.Delete(before);
            await session.SaveChangesAsync();
            return session;
        });

        Assert.That(await ImportAsync(folder.Read("nachnutzungen.yml")), Is.GreaterThan(0));

        var after = await AdoptionAsync(project);
        Assert.That(after.Facts, Is.EqualTo(before.Facts));
        Assert.That(after.Facts.SuccessorId, Is.EqualTo(other.Id));
        Assert.That((after.ConfirmedOn, after.Source), Is.EqualTo((before.ConfirmedOn, before.Source)));
    }

    [TestCase("stand: irgendwie", "„stand“ muss eines davon sein")]
    [TestCase("stand: im-einsatz\n  seit: bald", "„seit“ muss ein Jahr oder ein Monat sein")]
    [TestCase("stand: im-einsatz\n  bestaetigt: 9999-12-31", "„bestaetigt“ muss ein Tag sein")]
    [TestCase("stand: im-einsatz\n  quelle: A\n  link: javascript:alert(1)", "muss mit https://")]
    [TestCase("stand: im-einsatz\n  kosten_einmalig: viel", "muss eine ganze Zahl sein")]
    [TestCase("stant: im-einsatz", "„stant“ gibt es hier nicht")]
    public async Task What_is_wrong_is_told_with_its_line_and_nothing_is_taken_over(string lines, string reason)
    {
        var project = await AddAsync($"Falsch {lines.Length}");
        var failure = await Assert.ThrowsAsync<NetworkFileException>(
            () => ImportAsync($"{Line(project, "lemgo")}  {lines}\n"));
        Assert.That(failure!.Message, Does.Contain("nachnutzungen.yml:").And.Contain(reason));
        Assert.That(
            (await Visitor.GetAsync(project.Address())).Text, Does.Contain("hat keine Kommune etwas eingetragen"));
    }

    [Test]
    public async Task Neither_an_unknown_project_nor_the_same_entry_twice_is_taken_over()
    {
        var project = await AddAsync("Zweimal");
        var twice = Line(project, "lemgo") + FromSource + Line(project, "lemgo") + FromSource;
        Assert.That((await RefusalOf(twice)).Message, Does.Contain("schon weiter oben"));
        var unknown = "- projekt: gibt-es-nicht\n  kommune: lemgo\n" + FromSource;
        Assert.That(
            (await RefusalOf(unknown)).Message, Does.Contain("Das Projekt „gibt-es-nicht“ gibt es nicht"));
    }

    private static string Line(Document project, string place) => $"- projekt: {project.Slug}\n  kommune: {place}\n";

    private async Task<NetworkFileException> RefusalOf(string list) =>
        (await Assert.ThrowsAsync<NetworkFileException>(() => ImportAsync(list)))!;

    private async Task<int> ImportAsync(string list)
    {
        using var folder = new ImportFolder().With("nachnutzungen.yml", list);
        await using var scope = Hub.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<AdoptionImport>()
            .ImportAsync(folder.FullPath, CancellationToken.None);
    }

    private Task<Document> AddAsync(string title) => Hub.AddDocumentAsync(title, DocumentKind.Project, "lage");

    private Task<Adoption> AdoptionAsync(Document project) => Hub.WithStoreAsync(session =>
        session.Query<Adoption>().SingleAsync(adoption => adoption.ProjectId == project.Id));
}
