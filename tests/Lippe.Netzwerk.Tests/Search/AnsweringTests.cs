using Lippe.Netzwerk.Search;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>What questions find in texts as real ones are written.</summary>
public sealed class AnsweringTests
{
    private static readonly (string Title, string Text)[] Texts =
    [
        ("Rechnername", """
            Online unter https://wunschkennzeichen.musterkreis.example/zulassung
            und bei ferienspiele-musterhausen.example.
            """),
        ("Fischtreppe/Wehr",
            "Gartenamt/Friedhofswesen, Mitarbeiter/innen, Ruderer/Paddler, heinz_muster@amt.example."),
        ("Zusammen", "Die Heckenkartei und das eMofa."),
        ("Getrennt", "Das Wiesen-Register und der E-Roller."),
        ("Weich", "Die Mühl\u00adbach\u00adtal\u00adbahn und der Sonder\u200bzug\u200bhalt."),
        ("Welle", "Die grüne Welle rollt."),
        ("Welle nicht", "Die Welle ist hoch, das Ufer grüne Wiese."),
        ("Wildkatze", "Die Wildkatze schläft. Der Luchs wacht."),
        ("Portal", "Ein Serviceportal für alle."),
        ("Kurze Stämme", "Der Glasfaserausbau, die Bodenkarte und der Datenraum."),
    ];

    private readonly RamIndex _index = new(Texts);

    [OneTimeTearDown]
    public void Close() => _index.Dispose();

    [TestCase("wunschkennzeichen", "Rechnername")]
    [TestCase("ferienspiele", "Rechnername")]
    [TestCase("ferienspiele-musterhausen.example", "Rechnername")]
    [TestCase("https://wunschkennzeichen.musterkreis.example/zulassung", "Rechnername")]
    [TestCase("Fischtreppe", "Fischtreppe/Wehr")]
    [TestCase("Friedhofswesen", "Fischtreppe/Wehr")]
    [TestCase("Mitarbeiter", "Fischtreppe/Wehr")]
    [TestCase("Paddler", "Fischtreppe/Wehr")]
    [TestCase("heinz", "Fischtreppe/Wehr")]
    [TestCase("heinz_muster@amt.example", "Fischtreppe/Wehr")]
    [TestCase("Hecken-Kartei", "Zusammen")]
    [TestCase("E-Mofa", "Zusammen")]
    [TestCase("e-mofas", "Zusammen")]
    [TestCase("Wiesenregister", "Getrennt")]
    [TestCase("eRoller", "Getrennt")]
    [TestCase("Mühlbachtalbahn", "Weich")]
    [TestCase("Sonderzughalt", "Weich")]
    [TestCase("Sonder\u00adzughalt", "Weich")]
    [TestCase("Portal -Luchs", "Portal")]
    public void A_word_is_found_however_it_is_joined(string question, string title) =>
        Assert.That(_index.TitlesFor(question)[0], Is.EqualTo(title));

    [TestCase("Glasfaser")]
    [TestCase("Boden")]
    [TestCase("Daten")]
    public void A_word_with_a_stem_of_three_letters_is_found_in_compounds(string question) =>
        Assert.That(_index.TitlesFor(question)[0], Is.EqualTo("Kurze Stämme"));

    [TestCase("„grüne Welle“")]
    [TestCase("“grüne Welle”")]
    [TestCase("»grüne Welle«")]
    [TestCase("«grüne Welle»")]
    [TestCase("\"grüne Welle\"")]
    public void Quoted_words_stand_side_by_side(string question) =>
        Assert.That(_index.TitlesFor(question), Is.EqualTo(new[] { "Welle" }));

    [TestCase("Wildkazte", "Wildkatze")]
    [TestCase("Luchs/Wildkazte", "Luchs/Wildkatze")]
    [TestCase("Wildkazte, Luchs!", "Wildkatze, Luchs!")]
    [TestCase("Wiesen-Rgister", "Wiesen-Register", Description = "a word stays though the one beside it is unknown")]
    [TestCase("\"Wildkazte\"", "Wildkatze", Description = "nothing is found with quotation marks")]
    public void A_correction_keeps_every_word(string question, string corrected) =>
        Assert.That(_index.Find(question).Corrected, Is.EqualTo(corrected));

    [TestCase("Quastenflosser")]
    [TestCase("20226")]
    [TestCase("Wildkazte -Luchs")]
    [TestCase("xuchx", Description = "another first letter and a second error")]
    public void Nothing_is_corrected_otherwise(string question) =>
        Assert.That(_index.Find(question).Corrected, Is.Null);

    [ForAnyText]
    public void Whatever_is_typed_is_answered(AnyText text) =>
        Assert.That(() => _index.Find(text.Value), Throws.Nothing);

    [ForAnyText]
    public void Whatever_is_typed_at_length_is_answered(AnyText text) =>
        Assert.That(() => _index.Find(string.Concat(Enumerable.Repeat(text.Value, 20))), Throws.Nothing);

    [ForAnyText]
    public void Whatever_is_written_is_found_by_its_title(AnyText text)
    {
        var title = Netzwerk.Domain.PlainText.CleanLine(text.Value);
        if (!title.Any(char.IsLetterOrDigit))
            return;
        using var index = new RamIndex((title, text.Value), ("anderes", text.Value));
        Assert.That(index.TitlesFor(title)[0], Is.EqualTo(title));
    }

    [ForAnyText]
    public bool Every_mark_ends(AnyText text)
    {
        using var index = new RamIndex(("Titel", Netzwerk.Domain.PlainText.Clean($"{text} Kobold {text}")));
        var marks = index.Find("Kobold").Page[0].Excerpt.Text.Where(c => c is Excerpt.Start or Excerpt.End);
        return marks.Chunk(2).All(pair => pair is [Excerpt.Start, Excerpt.End]);
    }
}
