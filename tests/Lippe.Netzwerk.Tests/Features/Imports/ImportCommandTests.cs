using System.Net;
using Lippe.Netzwerk.Hosting.Commands;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Features.Imports;

/// <summary>What the command says of a folder, and what it leaves alone.</summary>
public sealed class ImportCommandTests : HubTests
{
    [Test]
    public async Task What_is_no_document_is_skipped_and_each_kind_is_named_once()
    {
        using var outside = new ImportFolder().With("fremd.md", "# Fremd").With("ordner/auch-fremd.md", "# Auch fremd");
        using var folder = new ImportFolder()
            .With("leitfaeden/eigenes.md", "# Eigenes")
            .With("leitfaeden/GROSS.MD", "# Groß")
            .With("README.md", "# Ordner")
            .With("notiz.txt", "Notiz")
            .With("daten.xlsx", "Zellen")
            .With(".git/alt.md", "# Alt")
            .WithLink("leitfaeden/fremd.md", Path.Combine(outside.FullPath, "fremd.md"))
            .WithLink("projekte", Path.Combine(outside.FullPath, "ordner"))
            .WithLink("netzwerk.yml", "/etc/hostname");
        for (var n = 1; n <= 7; n++)
            folder.With($"bilder/{n}.png", "Bild");

        var (exitCode, printed) = await ImportAsync(folder);

        Assert.That(exitCode, Is.EqualTo(HubCommand.Done), printed);
        Assert.That(printed, Does.Contain("1 neu, 0 geändert, 0 unverändert, 0 mit Fehlern."));
        string[] expected =
        [
            "Dateien mit einer anderen Endung als .md übersprungen (1): leitfaeden/GROSS.MD. Benennen Sie sie um",
            "Textdateien übersprungen (1): notiz.txt. ",
            "Bilder übersprungen (7): bilder/1.png, bilder/2.png, bilder/3.png, bilder/4.png, bilder/5.png "
                + "und 2 weitere. ",
            "Andere Dateien übersprungen (1): daten.xlsx. ",
            "README-Dateien übersprungen (1): README.md. ",
            "Verknüpfungen (symbolische Links) übersprungen (3): leitfaeden/fremd.md, netzwerk.yml, projekte. ",
            "Versteckte Dateien und Ordner übersprungen (1): .git. ",
        ];
        foreach (var line in expected)
            Assert.That(printed, Does.Contain(line));
        Assert.That((await Visitor.GetAsync("/leitfaeden/fremd")).Status, Is.EqualTo(HttpStatusCode.NotFound));
    }

    [Test]
    public async Task What_cannot_be_read_is_named_and_the_rest_goes_on()
    {
        using var folder = new ImportFolder()
            .WithUnreadableFolder("leitfaeden/tief")
            .WithPipe("leitfaeden/rohr.md")
            .WithLink("leitfaeden/null.md", "/dev/null")
            .With("leitfaeden/zuletzt.md", "# Zuletzt");

        var (exitCode, printed) = await ImportAsync(folder);

        Assert.That(exitCode, Is.EqualTo(HubCommand.DoneInPart), printed);
        Assert.That(printed, Does.Contain("1 neu, 0 geändert, 0 unverändert, 2 mit Fehlern."));
        Assert.That(printed, Does.Contain("/: Der Ordner lässt sich nicht lesen. Prüfen Sie"));
        Assert.That(printed, Does.Contain("leitfaeden/rohr.md:1: ").And.Contain("eine Pipe oder ein Gerät"));
    }

    [Test]
    public async Task A_pipe_in_place_of_a_text_of_the_network_is_refused()
    {
        using var folder = new ImportFolder().WithPipe("recht/impressum.md").WithPipe("netzwerk.yml");
        var (exitCode, printed) = await ImportAsync(folder);
        Assert.That(exitCode, Is.EqualTo(HubCommand.Failed));
        Assert.That(printed, Does.StartWith("netzwerk.yml:1: ").And.Contain("eine Pipe oder ein Gerät"));
    }

    [Test]
    public async Task Changes_of_texts_and_topics_are_counted()
    {
        const string Counted = "Texte, Themen und Kommunen: 2 neu, 1 geändert.";
        using var folder = new ImportFolder()
            .With("netzwerk.yml", "zaehltext: Neu\nuntertitel: Gezählt\n")
            .With("themen.yml", "- id: zaehlthema\n  name: Zählthema\n");
        Assert.That((await ImportAsync(folder)).Printed, Does.Contain(Counted));
        Assert.That((await ImportAsync(folder)).Printed, Does.Not.Contain("Texte, Themen"));
    }

    [Test]
    public async Task A_conflict_is_counted_and_the_switch_decides_it()
    {
        const string Head = "---\ntitel: Strittig\nkommune: lemgo\n---\n\n";
        using var folder = new ImportFolder().With("leitfaeden/strittig.md", Head + "Eins.\n");
        await folder.ImportAsync(Hub);
        await EditAsync("/leitfaeden/strittig", new { Body = "Zwei." });
        folder.With("leitfaeden/strittig.md", Head + "Drei.\n");

        var (exitCode, printed) = await ImportAsync(folder);
        Assert.That(exitCode, Is.EqualTo(HubCommand.DoneInPart));
        Assert.That(printed, Does.Contain("0 mit Fehlern, 1 im Hub bearbeitet und nicht überschrieben."));
        Assert.That(printed, Does.Contain("leitfaeden/strittig.md: Das Dokument wurde im Hub bearbeitet"));

        (exitCode, printed) = await ImportAsync(folder, "--ueberschreiben");
        Assert.That(exitCode, Is.EqualTo(HubCommand.Done), printed);
        Assert.That((await Reader.GetAsync("/leitfaeden/strittig")).Text, Does.Contain("Drei."));
    }

    private async Task<(int ExitCode, string Printed)> ImportAsync(ImportFolder folder, params string[] options)
    {
        await using var program = TestNode.Call(
            Hub.Settings.ConnectionString!, ["import", folder.FullPath, .. options]);
        var exitCode = await program.EndsAsync();
        return (exitCode, program.Printed);
    }
}
