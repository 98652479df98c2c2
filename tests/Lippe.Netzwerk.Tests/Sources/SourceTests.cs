using System.Text.Json;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Sources;

public sealed class SourceTests
{
    [Property(Arbitrary = [typeof(AnyFile)], MaxTest = 300)]
    public void Every_document_is_read_as_it_was_written(AnyFile any)
    {
        var written = SourceWriter.Write(any.File);
        var (read, error) = SourceReader.Read(written);
        Assert.That(error, Is.Null);
        Assert.That(AsText(read!), Is.EqualTo(AsText(any.File)));
        Assert.That(SourceWriter.Write(read!), Is.EqualTo(written));
    }

    [ForAnyText]
    public void Any_file_at_all_is_read_or_refused_with_a_line(AnyText text)
    {
        var content = "---\ntitel: Titel\n" + text.Value + "\n---\n" + text.Value;
        var (file, error) = SourceReader.Read(content);
        Assert.That(file is null, Is.Not.EqualTo(error is null));
        Assert.That(error?.Line ?? 1, Is.InRange(1, content.Split('\n').Length + content.Count(c => c == '\r') + 1));
        Assert.That(error?.Reason ?? "-", Is.Not.Empty);
    }

    [ForAnyText]
    public void What_was_read_once_stays_the_same(AnyText text)
    {
        if (SourceReader.Read("---\ntitel: Titel\n" + text.Value + "\n---\n" + text.Value).File is not { } file)
            return;
        var written = SourceWriter.Write(file);
        var again = SourceReader.Read(written);
        Assert.That(again.Error, Is.Null, written);
        Assert.That(SourceWriter.Write(again.File!), Is.EqualTo(written));
    }

    [Test]
    public void Keys_the_hub_does_not_know_are_kept_in_order()
    {
        const string Rest =
            """
            Quelle: "https://example.org: alt"
            zahl: 007
            liste:
            - a
            - b: c
              d: |-
                zwei
                Zeilen

            """;
        var (file, _) = SourceReader.Read($"---\ntitel: Titel\n{Rest}---\n\nText\n");
        var unknown = file!.Draft.UnknownKeys;
        var keys = unknown.Split('\n').Select(line => line.Split(':')[0]);
        Assert.That(keys, Is.SupersetOf(new[] { "Quelle", "zahl", "liste" }));
        Assert.That(SourceReader.Read(SourceWriter.Write(file)).File!.Draft.UnknownKeys, Is.EqualTo(unknown));
        Assert.That(unknown, Does.Contain("007").And.Contain("zwei"));
    }

    [Test]
    public void A_file_without_a_head_is_named_by_its_first_heading()
    {
        var draft = SourceReader.Read("# Ein Titel\n\nText").File!.Draft;
        Assert.That(draft.Title, Is.EqualTo("Ein Titel"));
        Assert.That((draft.State, draft.Visibility), Is.EqualTo((DocumentState.Draft, Visibility.Network)));
    }

    [TestCase("2,5", "2.5")]
    [TestCase("2.5", "2.5")]
    [TestCase("12", "12")]
    public void An_effort_may_be_days_and_a_half(string typed, string written)
    {
        var file = SourceReader.Read($"---\ntitel: A\nprojekt:\n  aufwand_personentage: {typed}\n---\n").File!;
        Assert.That(SourceWriter.Write(file), Does.Contain($"aufwand_personentage: {written}\n"));
    }

    [TestCase("kein Kopf, keine Überschrift", 1, "titel")]
    [TestCase("---\ntitel: A\n", 1, "endet aber nicht")]
    [TestCase("---\ntitel: A\nstatus: fertig\n---\n", 3, "veroeffentlicht")]
    [TestCase("---\ntitel: A\n\ngeprueft: 31.12.2025\n---\n", 4, "2026-05-31")]
    [TestCase("---\ntitel: A\ngeprueft: 2026-02-30\n---\n", 3, "Datum")]
    [TestCase("---\ntitel: A\nthemen: verwaltung\n---\n", 3, "Liste")]
    [TestCase("---\ntitel: A\nprojekt:\n  aufwand_personentage: viele\n---\n", 4, "zum Beispiel 12 oder 2,5")]
    [TestCase("---\ntitel: A\nprojekt:\n  aufwand_personentage: 2147483648\n---\n", 4, "bis 2147483647")]
    [TestCase("---\ntitel: A\nprojekt:\n  einwohner_von: 2,5\n---\n", 4, "ganze Zahl")]
    [TestCase("---\ntitel: A\nprojekt:\n  kosten: 5\n---\n", 4, "„kosten“")]
    [TestCase("---\ntitel: A\nprojekt: teuer\n---\n", 3, "eingerückte")]
    [TestCase("---\ntitel: A\ntitel: B\n---\n", 3, "YAML")]
    [TestCase("---\ntitel: A\n  x: [\n---\n", 3, "YAML")]
    [TestCase("---\ntitel: A\nstatus: veroeffentlicht\n...\nstatus: entwurf\n---\n", 5, "zweiter Teil")]
    [TestCase("---\ntitel: A\nstatus: veroeffentlicht\n--- {status: entwurf}\n---\n", 4, "zweiter Teil")]
    [TestCase("---\n- a\n---\n", 2, "schlüssel: wert")]
    [TestCase("---\ntitel: A\nsichtbarkiet: netzwerk\n---\n", 3, "Gemeint ist wohl „sichtbarkeit“")]
    [TestCase("---\ntitel: A\nStatus: entwurf\n---\n", 3, "Gemeint ist wohl „status“")]
    [TestCase("---\ntitel: A\nnächste_prüfung: 2026-01-01\n---\n", 3, "„naechste_pruefung“")]
    [TestCase("---\ntitel: A\ngeprueft: 9999-12-31\n---\n", 3, "von 1900 bis 2100")]
    [TestCase("---\ntitel: A\n? &k [*k]\n: x\n---\n", 3, "Verweise mit *")]
    [TestCase("---\ntitel: A\nfarbe: rot\nweitere:\n  farbe: blau\n---\n", 3, "doppelt")]
    [TestCase("+++\ntitle = 'A'\n+++\n", 1, "TOML")]
    public void A_wrong_file_is_refused_with_line_and_reason(string content, int line, string reason)
    {
        var (_, error) = SourceReader.Read(content);
        Assert.That(error?.Line, Is.EqualTo(line), error?.Reason);
        Assert.That(error!.Reason, Does.Contain(reason));
    }

    [TestCase("---  \ntitel: A\nstatus: entwurf\n---\t\n\nText")]
    [TestCase("\n\n---\ntitel: A\nstatus: entwurf\n--- \nText")]
    [TestCase("\ufeff---\r\ntitel: A\r\ndraft: true\r\nstatus: veroeffentlicht\r\n---\r\nText")]
    public void Blanks_around_the_fences_and_other_words_for_a_draft_are_understood(string content)
    {
        var (file, error) = SourceReader.Read(content);
        Assert.That(error, Is.Null);
        Assert.That((file!.Draft.Title, file.Draft.Body), Is.EqualTo(("A", "Text")));
        Assert.That((file.Draft.State, file.LeavesStateOpen), Is.EqualTo((DocumentState.Draft, false)));
    }

    [Test]
    public void Keys_without_a_meaning_here_are_named_with_their_line()
    {
        var file = SourceReader.Read("---\ntitle: A\ndate: 2026-01-01\nfarbe: rot\n---\nText").File!;
        Assert.That(file.NotUnderstood.Select(key => key.Line), Is.EqualTo(new[] { 3, 4 }));
        Assert.That(file.NotUnderstood[0].Reason, Is.EqualTo("„date“ heißt hier „veroeffentlicht“."));
        Assert.That(SourceReader.Read(SourceWriter.Write(file)).File!.NotUnderstood, Is.Empty);
    }

    [TestCase("a: &a\n  b: *a")]
    [TestCase("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]")]
    public void References_within_the_head_do_no_harm(string yaml)
    {
        var (file, error) = SourceReader.Read($"---\ntitel: A\n{yaml}\n---\n");
        Assert.That(file is null, Is.Not.EqualTo(error is null));
        if (file is not null)
            Assert.That(SourceReader.Read(SourceWriter.Write(file)).Error, Is.Null);
    }

    [TestCase("[")]
    [TestCase("- ")]
    [TestCase("{a: ")]
    public void A_head_nested_absurdly_deep_is_refused(string sign)
    {
        var nested = string.Concat(Enumerable.Repeat(sign, 50_000));
        var (_, error) = SourceReader.Read($"---\ntitel: A\nx: {(sign == "- " ? "\n" : "")}{nested}\n---\n");
        Assert.That(error, Is.Not.Null);
    }

    private static string AsText(SourceFile file) =>
        JsonSerializer.Serialize(file) + JsonSerializer.Serialize(file.Draft.Facts);
}
