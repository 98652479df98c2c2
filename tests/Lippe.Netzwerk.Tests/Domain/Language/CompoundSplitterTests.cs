using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Hosting;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class CompoundSplitterTests
{
    private static readonly Dictionary<string, int> Frequencies = WordCounts.Parse(
        """
        service 40, portal 37, serviceportal 30, Dokument 57, dokumenten 3, management 12, system 25, dokumentenmanagement 22, online 85,
        zugang 77, zugangs 2, gesetz 207, gewerbe 23, anmeldung 107, jugend 25, amt 51, jugendamt 26, bürger 48, meister 6,
        bürgermeister 12, Straße 45, verkehr 33, ordnung 130, förderung 157, fördern 9, programm 35, verwaltung 500, walt 3, walten 2,
        ver 9, ung 5, kreis 210, beratung 219, rat 30, antrag 168, trag 4, schule 241, schul 2, weg 33, bau 20, haus 30, liste 80,
        stadt 451, mutter 14, wohnen 119, geld 101, unter 90, nehmen 60, unternehmen 113, abteilung 200, abtei 10, lunge 30, wirt 8,
        schaft 2, wirtschaft 27, tag 54, barriere 9, freiheit 27, frei 20, heit 4, wort 12, folge 40, folgen 30, ende 50, folgende 60,
        nachbar 5, nachbarschaft 14
        """);

    private static readonly CompoundSplitter Splitter = new(Frequencies);

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
    [TestCase("förderprogramm", "foerderung programm", Description = "the more frequent of förderung and fördern")]
    [TestCase("schulweg", "schule weg")]
    [TestCase("Bauamt", "bau amt")]
    [TestCase("Häuserliste", "haus liste")]
    [TestCase("Städteliste", "stadt liste")]
    [TestCase("Mütterberatung", "mutter beratung")]
    [TestCase("Wohngeldantrag", "wohnen geld antrag")]
    [TestCase("Barrierefreiheit", "barriere freiheit")]
    public void A_compound_is_split_into_words_of_the_vocabulary(string word, string parts) =>
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
    public void Letters_and_links_are_told_apart() => Assert.That(Splitter.Analyse("Häuserverkehrsordnungen"), Is.EqualTo(new CompoundPart[]
    {
        new("haus", "haeus", "er"), new("verkehr", "verkehr", "s"), new("ordnung", "ordnung", "en"),
    }));

    [Test]
    public void A_word_of_more_than_sixty_letters_is_not_split()
    {
        Assert.That(Splitter.Split(string.Concat(Enumerable.Repeat("gesetz", 6))), Has.Count.EqualTo(6));
        Assert.That(Splitter.Split(string.Concat(Enumerable.Repeat("verwaltung", 6)) + "s"), Is.Empty);
    }

    [Test]
    public void An_empty_vocabulary_splits_nothing() => Assert.That(new CompoundSplitter(new Dictionary<string, int>()).Split("serviceportal"), Is.Empty);

    [Property(Arbitrary = [typeof(AnyWord)], MaxTest = 2000)]
    public void Splitting_loses_no_letters(AnyWord word)
    {
        var parts = Splitter.Analyse(word.Value);
        if (parts.Count == 0)
            return;

        Assert.That(string.Concat(parts.Select(part => part.Letters + part.Link)), Is.EqualTo(GermanFold.Fold(word.Value)));
        Assert.That(parts, Has.Count.GreaterThan(1));
        Assert.That(parts.Select(part => part.Word).Distinct(), Is.SubsetOf(Frequencies.Keys.Select(GermanFold.Fold)));
        Assert.That(parts.SkipLast(1).Select(part => part.Word), Has.None.EqualTo("ver").And.None.EqualTo("ung").And.None.EqualTo("schaft"));
    }

    [Test]
    public void The_shipped_words_split_what_offices_write()
    {
        var words = WordList.Parse(File.ReadAllText(Path.Combine(HubFolders.Find("content"), "suche", "woerter.txt")));
        var splitter = new CompoundSplitter(words.ToDictionary(word => word, _ => 1));
        Assert.That(string.Join(' ', splitter.Split("Dokumentenmanagementsystem")), Is.EqualTo("dokument management system"));
        Assert.That(string.Join(' ', splitter.Split("Straßenverkehrsordnung")), Is.EqualTo("strasse verkehr ordnung"));
        Assert.That(string.Join(' ', splitter.Split("Gewerbeanmeldung")), Is.EqualTo("gewerbe anmeldung"));
        Assert.That(string.Join(' ', splitter.Split("Antragsteller")), Is.EqualTo("antrag steller"));
        Assert.That(words.Where(word => splitter.Split(word).Count > 0), Is.Empty);
    }
}
