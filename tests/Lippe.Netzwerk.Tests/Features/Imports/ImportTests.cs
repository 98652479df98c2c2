using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Features.Imports;
using Lippe.Netzwerk.Tests.Support;
using Marten;

namespace Lippe.Netzwerk.Tests.Features.Imports;

public sealed class ImportTests : HubTests
{
    [Test]
    public async Task A_second_import_of_the_same_files_changes_nothing()
    {
        using var folder = new ImportFolder()
            .With(
                "leitfaeden/einmal.md",
                "---\ntitel: Einmal\nthemen:\n- verwaltung\nkommune: lemgo\nQuelle: Archiv\n---\n\nText.\n")
            .With("projekte/fakten.md", "---\ntitel: Fakten\nprojekt:\n  kosten_einmalig: 5 €\n---\nText");
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Created], Is.EqualTo(2));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Unchanged], Is.EqualTo(2));
        Assert.That(await VersionOfAsync("einmal"), Is.EqualTo(1));
    }

    [Test]
    public async Task A_changed_file_becomes_a_revision_and_keeps_the_day_of_publication()
    {
        const string Head = "---\ntitel: Geändert\nveroeffentlicht: 2021-03-04\n---\n\n";
        using var folder = new ImportFolder().With("leitfaeden/geaendert.md", Head + "Alt.\n");
        await folder.ImportAsync(Hub);
        folder.With("leitfaeden/geaendert.md", Head + "Neu.\n");
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Revised], Is.EqualTo(1));

        var page = await Reader.GetAsync("/leitfaeden/geaendert");
        Assert.That(page.Text, Does.Contain("Neu.").And.Contain("veröffentlicht am 4. März 2021"));
        Assert.That((await Reader.GetAsync("/leitfaeden/geaendert/versionen/1")).Text, Does.Contain("Alt."));
    }

    [Test]
    public async Task Only_other_white_space_is_no_change()
    {
        using var folder = new ImportFolder().With(
            "leitfaeden/leerraum.md",
            "---\r\ntitel:   \"Leerraum\"\r\nkommune: lemgo\r\n---\r\n\r\n\r\nText.\r\n");
        await folder.ImportAsync(Hub);
        folder.With("leitfaeden/leerraum.md", "\ufeff---\nkommune: lemgo\ntitel: Leerraum\n---\nText.");
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Unchanged], Is.EqualTo(1));
    }

    [Test]
    public async Task Bad_files_are_reported_with_line_and_reason_and_the_rest_goes_on()
    {
        using var folder = new ImportFolder()
            .With("leitfaeden/a-yaml.md", "---\ntitel: A\n  x: [\n---\n")
            .With("leitfaeden/b-datum.md", "---\ntitel: A\n\ngeprueft: gestern\n---\n")
            .With("leitfaeden/c-kommune.md", "---\ntitel: A\nkommune: entenhausen\n---\n")
            .With("leitfaeden/d-thema.md", "---\ntitel: A\nthemen:\n- raumfahrt\n---\n")
            .With("leitfaeden/e-titel.md", "---\nkommune: lemgo\n---\nText\n")
            .With("projekte/f-fakt.md", "---\ntitel: A\nprojekt:\n  kosten_einmahlig: 5\n---\n")
            .With("leitfaeden/g-lang.md", "---\ntitel: " + new string('x', 1001) + "\n---\n")
            .With("leitfaeden/h-falsche-art.md", "---\ntitel: A\nprojekt:\n  problem: viel\n---\n")
            .With("leitfaeden/i-schluss.md", "---\ntitel: A\n")
            .WithBytes("leitfaeden/j-kodierung.md", Encoding.Latin1.GetBytes("---\ntitel: Über\n---\n"))
            .With("leitfaeden/k-leer.md", "")
            .With("leitfaeden/z-gut.md", "---\ntitel: Zum Schluss gut\n---\nText");
        var report = await folder.ImportAsync(Hub);

        Assert.That(report[ImportOutcome.Created], Is.EqualTo(1));
        (string Path, int Line, string Reason)[] expected =
        [
            ("leitfaeden/a-yaml.md", 3, "YAML"),
            ("leitfaeden/b-datum.md", 4, "2026-05-31"),
            ("leitfaeden/c-kommune.md", 3, "„entenhausen“ gibt es nicht. Bekannt sind: augustdorf"),
            ("leitfaeden/d-thema.md", 3, "„raumfahrt“ gibt es nicht. Bekannt sind: bildung-lernen"),
            ("leitfaeden/e-titel.md", 1, "fehlt der Titel"),
            ("projekte/f-fakt.md", 4, "„kosten_einmahlig“ gibt es hier nicht"),
            ("leitfaeden/g-lang.md", 1, "1.001 Zeichen"),
            ("leitfaeden/h-falsche-art.md", 3, "„projekt“"),
            ("leitfaeden/i-schluss.md", 1, "---"),
            ("leitfaeden/j-kodierung.md", 1, "UTF-8"),
            ("leitfaeden/k-leer.md", 1, "nicht lesen: Sie ist leer"),
        ];
        foreach (var (path, line, reason) in expected)
        {
            var failure = report.Failures.SingleOrDefault(f => f.Path == path);
            Assert.That(failure?.Reason, Does.Contain(reason), path);
            Assert.That(failure!.Line, Is.EqualTo(line), failure.Reason);
        }

        Assert.That(report.Failures, Has.Count.EqualTo(expected.Length));
    }

    [TestCase("titel: Still", DocumentState.Draft, Visibility.Network)]
    [TestCase("titel: Farbig\nstatus: veroeffentlicht\nfarbe: rot", DocumentState.Draft, Visibility.Network)]
    [TestCase("title: Fremd\ndraft: true", DocumentState.Draft, Visibility.Network)]
    [TestCase("titel: Gewollt\nstatus: veroeffentlicht", DocumentState.Published, Visibility.Network)]
    [TestCase("titel: Offen\nsichtbarkeit: oeffentlich", DocumentState.Draft, Visibility.Public)]
    public async Task Nothing_is_published_that_does_not_say_so(
        string head, DocumentState state, Visibility visibility)
    {
        using var folder = new ImportFolder().With("leitfaeden/vorsicht.md", $"---\n{head}\n---\nText.");
        await folder.ImportAsync(Hub, publishes: false);
        var stored = await StoredAsync("vorsicht");
        Assert.That((stored.State, stored.Visibility), Is.EqualTo((state, visibility)));
        await Hub.WithStoreAsync(async session =>
        {
            session.Delete(stored);
            await session.SaveChangesAsync();
            return true;
        });
    }

    [Test]
    public async Task What_somebody_published_is_not_taken_back_by_the_same_file()
    {
        using var folder = new ImportFolder().With(
            "leitfaeden/freigegeben.md",
            "---\ntitel: Freigegeben\nzusammenfassung: Kurz.\nkommune: lemgo\nfarbe: rot\n---\nText.");
        var report = await folder.ImportAsync(Hub, publishes: false);
        Assert.That(report.Notes.Single().Line, Is.EqualTo(5));
        Assert.That(report.Notes.Single().Reason, Does.Contain("„farbe“"));
        var page = await Officer.GetAsync("/leitfaeden/freigegeben/bearbeiten");
        await Officer.SubmitAsync(page, new { Summary = "Kurz.", Publish = true });

        await folder.ImportAsync(Hub, publishes: false);
        Assert.That((await StoredAsync("freigegeben")).State, Is.EqualTo(DocumentState.Published));
    }

    [Test]
    public async Task The_address_of_the_form_for_new_documents_stays_free_and_the_other_one_is_named()
    {
        using var folder = new ImportFolder().With("leitfaeden/neu.md", "# Adresse neu");
        var report = await folder.ImportAsync(Hub);
        Assert.That(report.Notes.Single().Sentence, Does.EndWith("Das Dokument steht unter /leitfaeden/neu-2."));
        Assert.That((await Reader.GetAsync("/leitfaeden/neu-2")).Heading, Is.EqualTo("Adresse neu"));
    }

    [Test]
    public async Task Two_files_of_one_address_are_reported()
    {
        using var folder = new ImportFolder()
            .With("leitfaeden/doppelt.md", "# Das Erste")
            .With("leitfaeden/2026/doppelt.md", "# Das Zweite");
        var report = await folder.ImportAsync(Hub);
        Assert.That(report[ImportOutcome.Created], Is.EqualTo(1));
        Assert.That(report.Failures.Single().Reason, Does.Contain("ergibt dieselbe Adresse"));
    }

    [Test]
    public async Task The_kind_comes_from_the_file_its_folder_or_its_facts()
    {
        using var folder = new ImportFolder()
            .With("a/art-datei.md", "---\ntitel: A\nart: protokoll\n---\n")
            .With("projekte/2026/art-ordner.md", "# A")
            .With("b/art-fakten/index.md", "---\ntitel: A\nprojekt:\n  problem: viel\n---\n")
            .With("art-keine.md", "# A");
        await folder.ImportAsync(Hub);
        var kinds = await Hub.WithStoreAsync(session =>
            session.Query<Document>().Where(d => d.Slug.StartsWith("art-")).ToListAsync());
        Assert.That(kinds.OrderBy(d => d.Slug).Select(d => (d.Slug, d.Kind)), Is.EqualTo(new[]
        {
            ("art-datei", DocumentKind.Minutes),
            ("art-fakten", DocumentKind.Project),
            ("art-keine", DocumentKind.Guide),
            ("art-ordner", DocumentKind.Project),
        }));
    }

    [Test]
    public async Task An_unchanged_file_leaves_what_was_edited_in_the_hub_as_it_is()
    {
        using var folder = new ImportFolder().With("leitfaeden/bearbeitet.md", Guide("Bearbeitet", "Aus der Datei."));
        await folder.ImportAsync(Hub);
        await EditAsync("/leitfaeden/bearbeitet", new { Body = "Aus dem Hub." });
        var report = await folder.ImportAsync(Hub, overwrites: true);
        Assert.That((report[ImportOutcome.Unchanged], report.Failures.Count), Is.EqualTo((1, 0)));
        Assert.That((await Reader.GetAsync("/leitfaeden/bearbeitet")).Text, Does.Contain("Aus dem Hub."));
    }

    [Test]
    public async Task A_file_and_a_document_that_both_changed_are_a_conflict_that_only_a_wish_decides()
    {
        const string File = "leitfaeden/beide.md";
        using var folder = new ImportFolder().With(File, Guide("Beide", "Aus der Datei."));
        await folder.ImportAsync(Hub);
        await EditAsync("/leitfaeden/beide", new { Body = "Aus dem Hub." });
        folder.With(File, Guide("Beide", "Neu aus der Datei."));
        for (var n = 0; n < 2; n++)
        {
            var report = await folder.ImportAsync(Hub);
            Assert.That(report[ImportOutcome.Conflict], Is.EqualTo(1));
            Assert.That(report.Failures.Single().Sentence, Does.StartWith($"{File}: ").And.Contain("--ueberschreiben"));
            Assert.That((await Reader.GetAsync("/leitfaeden/beide")).Text, Does.Contain("Aus dem Hub."));
        }

        Assert.That((await folder.ImportAsync(Hub, overwrites: true))[ImportOutcome.Revised], Is.EqualTo(1));
        Assert.That((await Reader.GetAsync("/leitfaeden/beide")).Text, Does.Contain("Neu aus der Datei."));
        folder.With(File, Guide("Beide", "Zum Schluss."));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Revised], Is.EqualTo(1));
    }

    [Test]
    public async Task A_document_written_in_the_hub_is_no_files()
    {
        await CreateAsync(new { Title = "Im Hub geschrieben", Body = "Aus dem Hub." });
        using var folder = new ImportFolder().With(
            "leitfaeden/im-hub-geschrieben.md", Guide("Im Hub geschrieben", "Aus der Datei."));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Conflict], Is.EqualTo(1));
        Assert.That(await VersionOfAsync("im-hub-geschrieben"), Is.EqualTo(1));
    }

    [Test]
    public async Task What_the_hub_gave_out_and_got_back_may_be_changed_as_a_file_afterwards()
    {
        using var folder = new ImportFolder().With("leitfaeden/hin-und-her.md", Guide("Hin und her", "Eins."));
        await folder.ImportAsync(Hub);
        await EditAsync("/leitfaeden/hin-und-her", new { Body = "Zwei." });
        folder.With("leitfaeden/hin-und-her.md", Guide("Hin und her", "Zwei."));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Unchanged], Is.EqualTo(1));
        folder.With("leitfaeden/hin-und-her.md", Guide("Hin und her", "Drei."));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Revised], Is.EqualTo(1));
        Assert.That((await Reader.GetAsync("/leitfaeden/hin-und-her")).Text, Does.Contain("Drei."));
    }

    [Test]
    public async Task Publishing_a_draft_is_no_edit_of_a_file_that_says_no_state()
    {
        const string Head = "---\ntitel: Erst Entwurf\nzusammenfassung: Kurz.\nkommune: lemgo\n---\n\n";
        using var folder = new ImportFolder().With("leitfaeden/erst-entwurf.md", Head + "Alt.\n");
        await folder.ImportAsync(Hub, publishes: false);
        var form = await Officer.GetAsync("/leitfaeden/erst-entwurf/bearbeiten");
        await Officer.SubmitAsync(form, new { Publish = true });
        folder.With("leitfaeden/erst-entwurf.md", Head + "Neu.\n");
        Assert.That((await folder.ImportAsync(Hub, publishes: false))[ImportOutcome.Revised], Is.EqualTo(1));
        Assert.That((await StoredAsync("erst-entwurf")).State, Is.EqualTo(DocumentState.Published));
        Assert.That((await Reader.GetAsync("/leitfaeden/erst-entwurf")).Text, Does.Contain("Neu."));
    }

    [TestCase(false)]
    [TestCase(true)]
    public async Task A_municipality_keeps_what_it_took_over(bool isChanged)
    {
        var slug = isChanged ? "uebernommen-und-neu" : "uebernommen";
        string Text(string body) => Guide("Übernommen", body)
            .Replace("kommune: lemgo", "kommune: redaktion\nbetrifft: lemgo", StringComparison.Ordinal);
        using var folder = new ImportFolder().With($"leitfaeden/{slug}.md", Text("Alt."));
        await folder.ImportAsync(Hub);
        await Officer.SubmitAsync(await Officer.GetAsync($"/leitfaeden/{slug}/uebernahme"), new { });
        var taken = await StoredAsync(slug);
        Assert.That(taken.ConcernsId, Is.Null, "it was taken over");

        if (isChanged)
            folder.With($"leitfaeden/{slug}.md", Text("Neu."));
        var report = await folder.ImportAsync(Hub, overwrites: true);
        Assert.That(report[isChanged ? ImportOutcome.Revised : ImportOutcome.Unchanged], Is.EqualTo(1));
        var stored = await StoredAsync(slug);
        Assert.That(
            (stored.MunicipalityId, stored.ResponsibleId), Is.EqualTo((taken.MunicipalityId, taken.ResponsibleId)));
    }

    [TestCase("")]
    [TestCase("projekt:\n")]
    [TestCase("projekt: {}\n")]
    public async Task A_project_without_facts_is_no_new_version_each_time(string facts)
    {
        var slug = $"ohne-fakten-{facts.Length}";
        using var folder = new ImportFolder().With($"projekte/{slug}.md", $"---\ntitel: Ohne\n{facts}---\nText.");
        await folder.ImportAsync(Hub);
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Unchanged], Is.EqualTo(1));
        folder.With($"projekte/{slug}.md", $"---\ntitel: Ohne\n{facts}---\n\nText.\n");
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Unchanged], Is.EqualTo(1));
        Assert.That(await VersionOfAsync(slug), Is.EqualTo(1));
    }

    [Test]
    public async Task A_cancelled_import_leaves_whole_documents_only()
    {
        using var folder = new ImportFolder();
        for (var n = 0; n < 40; n++)
            folder.With($"leitfaeden/abbruch-{n:00}.md", $"---\ntitel: Abbruch {n}\n---\nAbbruchwort\n");
        using var stop = new CancellationTokenSource();
        void StopAfterTen(ImportReport report)
        {
            if (report.Finished == 10)
                stop.Cancel();
        }

        Assert.That(
            async () => await folder.ImportAsync(Hub, StopAfterTen, cancellation: stop.Token),
            Throws.InstanceOf<OperationCanceledException>());

        var saved = await Hub.WithStoreAsync(session =>
            session.Query<Document>().Where(d => d.Slug.StartsWith("abbruch-")).ToListAsync());
        var texts = await Hub.WithStoreAsync(session =>
            session.Query<Revision>().Where(r => r.Body == "Abbruchwort").ToListAsync());
        Assert.That(saved, Has.Count.InRange(8, 30));
        Assert.That(
            texts.Select(text => (text.DocumentId, text.Number)),
            Is.EquivalentTo(saved.Select(document => (document.Id, document.Version))));
        Assert.That((await folder.ImportAsync(Hub))[ImportOutcome.Created], Is.EqualTo(40 - saved.Count));
    }

    private static string Guide(string title, string body) =>
        $"---\ntitel: {title}\nzusammenfassung: Kurz.\nkommune: lemgo\n---\n\n{body}\n";

    private async Task<long> VersionOfAsync(string slug) => (await StoredAsync(slug)).Version;

    private Task<Document> StoredAsync(string slug) =>
        Hub.WithStoreAsync(session => session.Query<Document>().SingleAsync(d => d.Slug == slug));
}
