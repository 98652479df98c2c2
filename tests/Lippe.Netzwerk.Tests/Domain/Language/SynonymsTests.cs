using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Hosting;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class SynonymsTests
{
    private const string List =
        """
        # Abkürzungen
        OZG = Onlinezugangsgesetz
        DMS = Dokumentenmanagementsystem = E-Akte   # gemischt
        EfA = Einer für Alle

        Auto > Elektroauto
        WLAN = Funknetz
        Funknetz = Mobilfunk
        Smart City = intelligente Stadt
        """;

    private static readonly Synonyms Synonyms = Synonyms.Parse(List);

    [TestCase("OZG", "Onlinezugangsgesetz")]
    [TestCase("onlinezugangsgesetz", "OZG")]
    [TestCase("dms", "Dokumentenmanagementsystem, E-Akte")]
    [TestCase("E Akte", "DMS, Dokumentenmanagementsystem")]
    [TestCase("EINER FUER ALLE", "EfA")]
    [TestCase("Smartcity", "intelligente Stadt")]
    [TestCase("Kreis", "")]
    [TestCase("", "")]
    public void Partners_come_as_written(string phrase, string partners) =>
        Assert.That(string.Join(", ", Synonyms.Of(phrase)), Is.EqualTo(partners));

    [Test]
    public void A_directed_pair_works_one_way()
    {
        Assert.That(Synonyms.Of("Auto"), Is.EqualTo(["Elektroauto"]));
        Assert.That(Synonyms.Of("Elektroauto"), Is.Empty);
    }

    [Test]
    public void Partners_of_partners_are_left_out()
    {
        Assert.That(Synonyms.Of("Funknetz"), Is.EqualTo(["WLAN", "Mobilfunk"]));
        Assert.That(Synonyms.Of("WLAN"), Is.EqualTo(["Funknetz"]));
    }

    [TestCase("E-Rechnung", "eRechnung, elektronische Rechnung")]
    [TestCase("eRechnung", "elektronische Rechnung, E-Rechnung")]
    [TestCase("E  Rechnung", "eRechnung, elektronische Rechnung, E-Rechnung")]
    public void Another_way_to_write_a_word_is_a_partner(string typed, string partners)
    {
        var synonyms = Synonyms.Parse("E-Rechnung = eRechnung = elektronische Rechnung");
        Assert.That(string.Join(", ", synonyms.Of(typed)), Is.EqualTo(partners));
    }

    [Test]
    public void A_query_is_searched_for_words_and_phrases()
    {
        var matches = Synonyms.In(["was", "heißt", "einer", "für", "alle", "beim", "OZG"]);
        Assert.That(Places(matches), Is.EqualTo([(2, 3), (6, 1)]));
        Assert.That(matches[0].Partners, Is.EqualTo(["EfA"]));
    }

    [Test]
    public void The_longest_phrase_wins()
    {
        var synonyms = Synonyms.Parse("""
            digitale Akte = Aktensystem
            Akte = Vorgang
            elektronische digitale Akte = EDA
            """);
        Assert.That(synonyms.In(["elektronische", "digitale", "Akte"]).Single().Partners, Is.EqualTo(["EDA"]));
        Assert.That(Places(synonyms.In(["digitale", "Akte", "Akte"])), Is.EqualTo([(0, 2), (2, 1)]));
    }

    [TestCase("E-Akte")]
    [TestCase("e", "akte")]
    [TestCase("E", "-", "Akte")]
    public void Hyphens_make_no_difference(params string[] words) =>
        Assert.That(Synonyms.In(words).Single().Length, Is.EqualTo(words.Length));

    [TestCase("OZG", "nur einen Begriff")]
    [TestCase("OZG =", "fehlt ein Begriff")]
    [TestCase("= = =", "fehlt ein Begriff")]
    [TestCase("A = B > C", "mischt")]
    [TestCase("A > B > C", "mehr als ein")]
    [TestCase("OZG = ozg", "zweimal")]
    [TestCase("a b c d e f g h i = j", "mehr als 8 Wörter")]
    public void A_wrong_line_is_named_and_left_out(string line, string reason)
    {
        var synonyms = Synonyms.Parse($"# Liste\n\n{line}\r\nWLAN = Funknetz\n");
        Assert.That(synonyms.Errors.Single().Line, Is.EqualTo(3));
        Assert.That(synonyms.Errors.Single().Reason, Does.Contain(reason));
        Assert.That(synonyms.Of("WLAN"), Is.EqualTo(["Funknetz"]));
    }

    [ForAnyText]
    public void Any_text_is_a_list(AnyText text)
    {
        var synonyms = Synonyms.Parse(text.Value);
        var lines = PlainText.Clean(text.Value).Split('\n');
        Assert.That(synonyms.Errors.Select(error => error.Line), Is.Ordered.And.All.InRange(1, lines.Length));
        Assert.That(() => synonyms.In(lines), Throws.Nothing);
    }

    [ForAnyText]
    public void Matches_never_overlap(AnyText text)
    {
        var end = 0;
        foreach (var match in Synonyms.In(text.Value.Split(' ')))
        {
            Assert.That(match.Start, Is.GreaterThanOrEqualTo(end));
            Assert.That(match.Partners, Is.Not.Empty);
            end = match.Start + match.Length;
        }
    }

    [Test]
    public void The_shipped_lists_are_sound()
    {
        var synonyms = ReadShipped("synonyme.txt");
        Assert.That(Synonyms.Parse(synonyms).Errors, Is.Empty);
        Assert.That(WordList.Parse(synonyms), Has.Count.GreaterThanOrEqualTo(140).And.Unique);

        var words = WordList.Parse(ReadShipped("woerter.txt")).Select(GermanFold.Fold).ToList();
        Assert.That(words, Has.Count.GreaterThanOrEqualTo(380).And.Unique);
        Assert.That(words, Is.Ordered.Using((IComparer<string>)StringComparer.Ordinal));
        Assert.That(words.Where(word => !word.All(char.IsAsciiLetterLower)), Is.Empty);
    }

    private static IEnumerable<(int Start, int Length)> Places(IEnumerable<SynonymMatch> matches) =>
        matches.Select(match => (match.Start, match.Length));

    private static string ReadShipped(string list) =>
        File.ReadAllText(Path.Combine(HubFolders.Find("content"), "suche", list));
}
