using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class CompoundSplitterTests
{
    private static readonly string[] Words =
        """
        service portal Dokument management system online zugang gesetz gewerbe anmeldung
        jugend amt bürger meister Straße verkehr ordnung förderung fördern programm
        verwaltung walt walten ver ung kreis beratung rat antrag trag schule weg bau haus liste
        stadt mutter wohnen geld unter nehmen abteilung abtei lunge wirt schaft wirtschaft tag
        barriere freiheit frei heit wort folge folgen ende nachbar
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static readonly CompoundSplitter Splitter = new(Words);

    private static readonly CompoundSplitter Shipped = new(
        WordList.Parse(File.ReadAllText(Path.Combine(HubFolders.Find("content"), "suche", "woerter.txt"))));

    [TestCase("serviceportal", "service portal")]
    [TestCase("Serviceportale", "service portal", Description = "an ending after the last part")]
    [TestCase("dokumentenmanagementsystem", "dokument management system")]
    [TestCase("onlinezugangsgesetz", "online zugang gesetz")]
    [TestCase("gewerbeanmeldung", "gewerbe anmeldung")]
    [TestCase("jugendamt", "jugend amt")]
    [TestCase("Jugendämter", "jugend amt")]
    [TestCase("bürgermeister", "buerger meister")]
    [TestCase("BUERGERMEISTER", "buerger meister")]
    [TestCase("straßenverkehrsordnung", "strasse verkehr ordnung")]
    [TestCase("förderprogramm", "foerderung programm", Description = "the first word of the list that is shortened so")]
    [TestCase("schulweg", "schule weg")]
    [TestCase("Bauamt", "bau amt")]
    [TestCase("Häuserliste", "haus liste")]
    [TestCase("Städteliste", "stadt liste")]
    [TestCase("Mütterberatung", "mutter beratung")]
    [TestCase("Wohngeldantrag", "wohnen geld antrag")]
    [TestCase("Barrierefreiheit", "barriere freiheit")]
    public void A_compound_is_split_into_words_of_the_list(string word, string parts) =>
        Assert.That(string.Join(' ', Splitter.Split(word)), Is.EqualTo(parts));

    [TestCase("verwaltung")]
    [TestCase("bürger")]
    [TestCase("kreis")]
    [TestCase("beratung")]
    [TestCase("antrag")]
    [TestCase("unternehmen", Description = "a particle is no part")]
    [TestCase("abteilung", Description = "changed parts need better evidence")]
    [TestCase("wirtschaft")]
    [TestCase("freiheit")]
    [TestCase("folgende", Description = "a participle's ending is no part")]
    [TestCase("nachbarschaft")]
    [TestCase("antwort")]
    [TestCase("kreiskreisx")]
    [TestCase("2026gesetz")]
    [TestCase("")]
    public void Other_words_stay_whole(string word) => Assert.That(Splitter.Split(word), Is.Empty);

    [Test]
    public void A_word_of_more_than_sixty_letters_is_not_split()
    {
        Assert.That(Splitter.Split(string.Concat(Enumerable.Repeat("gesetz", 6))), Has.Count.EqualTo(6));
        Assert.That(Splitter.Split(string.Concat(Enumerable.Repeat("verwaltung", 6)) + "s"), Is.Empty);
    }

    [Test]
    public void An_empty_list_splits_nothing() =>
        Assert.That(new CompoundSplitter([]).Split("serviceportal"), Is.Empty);

    [Property(Arbitrary = [typeof(AnyWord)], MaxTest = 2000)]
    public void A_compound_is_made_of_two_words_of_the_list_or_more(AnyWord word)
    {
        var parts = Splitter.Split(word.Value);
        Assert.That(parts, Has.Count.Not.EqualTo(1));
        Assert.That(parts.Distinct(), Is.SubsetOf(Words.Select(GermanFold.Fold)));
        Assert.That(parts.SkipLast(1), Has.None.EqualTo("ver").And.None.EqualTo("ung").And.None.EqualTo("schaft"));
    }

    [TestCase("Dokumentenmanagementsystem", "dokument management system")]
    [TestCase("Straßenverkehrsordnung", "strasse verkehr ordnung")]
    [TestCase("Gewerbeanmeldung", "gewerbe anmeldung")]
    [TestCase("Antragsteller", "antrag steller")]
    public void The_shipped_words_split_what_offices_write(string word, string parts) =>
        Assert.That(string.Join(' ', Shipped.Split(word)), Is.EqualTo(parts));
}
