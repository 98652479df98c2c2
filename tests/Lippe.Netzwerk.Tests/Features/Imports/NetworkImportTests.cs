using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Imports;

/// <summary>The network's own files are taken over whole, or refused with file, line and reason.</summary>
public sealed class NetworkImportTests : HubTests
{
    private const string Head = "slug,ags,name,art,einwohner,stand\n";
    private const string Lemgo = "lemgo,05766044,Lemgo,Stadt,41276,2025-08-31\n";

    [TestCase("netzwerk.yml", "name:\n  - a\n", 2, "„name“ muss ein einzelner Text sein")]
    [TestCase("netzwerk.yml", "nur ein Satz", 1, "„schlüssel: wert“")]
    [TestCase("netzwerk.yml", "name: a\nname: b\n", 2, "kein gültiges YAML")]
    [TestCase("netzwerk.yml", "name: a\nb: 'offen\n", 2, "kein gültiges YAML")]
    [TestCase("netzwerk.yml", "name: a\nkreis: &x [*x]\n", 2, "Verweise mit * gibt es hier nicht")]
    [TestCase("netzwerk.yml", "? &x [*x]\n: a\n", 1, "Verweise mit * gibt es hier nicht")]
    [TestCase("netzwerk.yml", "name: a\nzweck: a\0b\n", 2, "kein Text ist (NUL)")]
    [TestCase("themen.yml", "id: a\n", 1, "muss eine Liste sein")]
    [TestCase("themen.yml", "- id: a\n  name: A\n  farbe: rot\n", 3, "„farbe“ gibt es hier nicht")]
    [TestCase("themen.yml", "- id: a\n", 1, "fehlt die Angabe „name“")]
    [TestCase("themen.yml", "- a\n", 1, "eigene Angaben")]
    [TestCase("themen.yml", "- id: a\n  name: A\n- id: a\n  name: B\n", 3, "„a“ steht schon weiter oben")]
    [TestCase("kommunen.csv", "slug;ags\n", 1, "fehlt die Spalte")]
    [TestCase("kommunen.csv", Head + "lemgo,1,Lemgo,Stadt,abc,2025-08-31\n", 2, "„einwohner“ ist „abc“")]
    [TestCase("kommunen.csv", Head + "lemgo,1,Lemgo,Stadt,5,gestern\n", 2, "Datum der Form 2026-05-31")]
    [TestCase("kommunen.csv", Head + "Bad Ort,1,Bad Ort,Stadt,5,2025-08-31\n", 2, "nur Kleinbuchstaben")]
    [TestCase("kommunen.csv", Head + Lemgo + Lemgo, 3, "steht schon in Zeile 2")]
    [TestCase("kommunen.csv", Head + Lemgo + "lage\n", 3, "")]
    [TestCase("kommunen.csv", Head + "lemgo,1,\"Lemgo\n", 2, "")]
    [TestCase("kommunen.csv", Head + "lem\0go,1,Lemgo,Stadt,5,2025-08-31\n", 2, "kein Text ist (NUL)")]
    public void A_broken_file_is_refused_with_line_and_reason(string file, string content, int line, string reason)
    {
        using var folder = new ImportFolder().With(file, content);
        Assert.That(
            () => ImportAsync(folder),
            Throws.TypeOf<NetworkFileException>().With.Message.StartsWith($"{file}:{line}: ")
                .And.Message.Contains(reason));
    }

    [TestCase("netzwerk.yml")]
    [TestCase("themen.yml")]
    public void A_file_nested_without_end_is_refused(string file)
    {
        using var folder = new ImportFolder().With(file, new string('[', 200_000));
        Assert.That(
            () => ImportAsync(folder),
            Throws.TypeOf<NetworkFileException>().With.Message.StartsWith($"{file}:1: "));
    }

    [Test]
    public void A_file_in_another_encoding_is_refused_with_the_line()
    {
        using var folder = new ImportFolder()
            .WithBytes("recht/impressum.md", Encoding.Latin1.GetBytes("# A\n\nÜber"));
        Assert.That(
            () => ImportAsync(folder),
            Throws.TypeOf<NetworkFileException>().With.Message.StartsWith("recht/impressum.md:3: ")
                .And.Message.Contains("UTF-8"));
    }

    [Test]
    public async Task Nothing_is_taken_over_when_one_of_the_files_is_broken()
    {
        using var folder = new ImportFolder()
            .With("kommunen.csv", Head + "neudorf,1,Neudorf,Stadt,5,2025-08-31\n")
            .With("themen.yml", "- a\n");
        Assert.That(() => ImportAsync(folder), Throws.TypeOf<NetworkFileException>());
        var found = await Hub.WithStoreAsync(session =>
            session.Query<Municipality>().AnyAsync(m => m.Slug == "neudorf"));
        Assert.That(found, Is.False);
    }

    [Test]
    public async Task The_command_says_so_and_that_nothing_was_done()
    {
        using var folder = new ImportFolder().With("themen.yml", "- a\n");
        await using var program = TestNode.Call(Hub.Settings.ConnectionString!, "import", folder.FullPath);
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Failed));
        Assert.That(program.Printed, Does.StartWith("themen.yml:1: ").And.Not.Contain("Exception"));
    }

    [Test]
    public async Task Texts_keep_their_lines_and_an_empty_one_is_empty()
    {
        using var folder = new ImportFolder().With("netzwerk.yml", "probe_lang: |\n  Eins\n  Zwei\nprobe_leer:\n");
        await ImportAsync(folder);
        var texts = await Hub.WithStoreAsync(session =>
            session.Query<NetworkText>().Where(text => text.Key.StartsWith("probe_")).ToListAsync());
        Assert.That(
            texts.OrderBy(text => text.Key).Select(text => (text.Key, text.Value)),
            Is.EqualTo(new[] { ("probe_lang", "Eins\nZwei"), ("probe_leer", "") }));
    }

    [Test]
    public async Task A_text_edited_in_the_hub_stays_and_the_command_says_so()
    {
        using var coordinator = await Hub.SignInAsync(Role.Coordinator);
        var form = await coordinator.GetAsync("/netzwerk/texte/fusszeile");
        await coordinator.SubmitAsync(form, new { Value = "Im Hub" });
        using var folder = new ImportFolder().With("netzwerk.yml", "fusszeile: Aus der Datei\nuntertitel: Neu\n");
        await using var program = TestNode.Call(Hub.Settings.ConnectionString!, "import", folder.FullPath);
        Assert.That(await program.EndsAsync(), Is.EqualTo(HubCommand.Done));
        Assert.That(program.Printed, Does.Contain(
            "netzwerk.yml: „fusszeile“ wurde im Hub bearbeitet und bleibt, wie es ist."));
        Assert.That(
            await Hub.WithStoreAsync(async session => (await session.LoadAsync<NetworkText>("fusszeile"))!.Value),
            Is.EqualTo("Im Hub"));
        Assert.That((await folder.ImportNetworkAsync(Hub)).Kept.Single().Name, Is.EqualTo("fusszeile"));
    }

    [Test]
    public async Task The_head_of_a_legal_page_is_none_of_its_text_whatever_blanks_stand_behind_its_fences()
    {
        using var folder = new ImportFolder().With("recht/probe.md", "---  \ntitel: Kopf\n---\t\n\n# Probe\n\nText.\n");
        await ImportAsync(folder);
        var text = await Hub.WithStoreAsync(session => session.LoadAsync<NetworkText>("recht/probe"));
        Assert.That(text!.Value, Is.EqualTo("# Probe\n\nText."));
    }

    private Task<NetworkReport> ImportAsync(ImportFolder folder) => folder.ImportNetworkAsync(Hub);
}
