using System.Diagnostics;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class SpellingTests
{
    private static readonly Dictionary<string, int> Frequencies = WordCounts.Parse(
        """
        onlinezugangsgesetz 30, serviceportal 30, dorffunk 12, straße 45, Strasse 2, strafe 9, bürger 48, burger 2, haus 30, maus 40,
        hans 5, antrag 168, schule 241, amt 51, förderung 157, dokument 57, häuser 9, gesetz 207, bau 20, städte 30
        """);

    private static readonly Spelling Spelling = new(Frequencies);

    [TestCase("onlinezugangsgestz", "onlinezugangsgesetz")]
    [TestCase("servicportal", "serviceportal")]
    [TestCase("Dorfunk", "dorffunk")]
    [TestCase("Dokumnet", "dokument", Description = "two letters swapped")]
    [TestCase("Föderrung", "förderung", Description = "two errors")]
    [TestCase("Foerdrung", "förderung")]
    [TestCase("laus", "maus", Description = "the more frequent of equally near words")]
    [TestCase("ntrag", "antrag", Description = "the first letter is missing")]
    [TestCase("nAtrag", "antrag", Description = "the first letters are swapped")]
    [TestCase("Xgesetz", "gesetz", Description = "a letter before the first")]
    [TestCase("strassse", "straße", Description = "the more frequent spelling of one word")]
    [TestCase("dtädte", "städte")]
    public void An_unknown_word_is_corrected(string typed, string? word) => Assert.That(Spelling.Correct(typed), Is.EqualTo(word));

    [TestCase("Haus", Description = "known")]
    [TestCase("STRAẞE", Description = "known, typed differently")]
    [TestCase("Buerger")]
    [TestCase("amr", Description = "too short")]
    [TestCase("20226")]
    [TestCase("gesetz2")]
    [TestCase("hsxs", Description = "two errors in four letters")]
    [TestCase("xchulx", Description = "another first letter and a second error")]
    [TestCase("Bundesgartenschau")]
    [TestCase("")]
    public void Nothing_is_proposed_otherwise(string typed) => Assert.That(Spelling.Correct(typed), Is.Null);

    [TestCase("amt", "amt", 0)]
    [TestCase("amt", "mat", 1)]
    [TestCase("amt", "ämter", 3)]
    [TestCase("ca", "abc", 3, Description = "a swapped pair is not edited again")]
    [TestCase("", "abc", 3)]
    public void Errors_are_counted(string a, string b, int errors) => Assert.That(EditDistance.Between(a, b, 3), Is.EqualTo(errors));

    [TestCase("gesetz", "ordnung", 2, 3)]
    [TestCase("a", "abcde", 2, 3)]
    public void Above_the_limit_counting_ends(string a, string b, int limit, int errors) => Assert.That(EditDistance.Between(a, b, limit), Is.EqualTo(errors));

    [Property(Arbitrary = [typeof(AnyWord)], MaxTest = 1000)]
    public void A_correction_is_never_farther_than_allowed(AnyWord word)
    {
        if (Spelling.Correct(word.Value) is not { } correction)
            return;

        var (typed, found) = (GermanFold.Fold(word.Value), GermanFold.Fold(correction));
        var errors = EditDistance.Between(typed, found, 3);
        Assert.That(errors, Is.InRange(1, typed[0] == found[0] ? Spelling.LimitFor(typed.Length) : 1));
        Assert.That(Frequencies, Contains.Key(correction));
    }

    [Property(Arbitrary = [typeof(AnyWord)], MaxTest = 500)]
    public bool Distance_is_the_same_both_ways(AnyWord a, AnyWord b) =>
        EditDistance.Between(a.Value, b.Value, 2) == EditDistance.Between(b.Value, a.Value, 2);

    [Test]
    public void A_large_vocabulary_is_searched_quickly()
    {
        var random = new Random(7);
        string[] syllables = ["an", "be", "ver", "amt", "stadt", "recht", "schul", "geb", "ung", "er", "en", "dien", "st", "por", "tal", "ge", "setz", "mo", "bil", "ort"];
        var large = new Dictionary<string, int>();
        while (large.Count < 300_000)
            large[string.Concat(Enumerable.Range(0, random.Next(2, 7)).Select(_ => syllables[random.Next(syllables.Length)]))] = random.Next(1, 1000);
        var typed = large.Keys.Where(word => word.Length > 7).Take(200).Select(word => word.Remove(3, 1).Insert(5, "x")).ToList();
        var spelling = new Spelling(large);
        spelling.Correct("anfang");

        var clock = Stopwatch.StartNew();
        typed.ForEach(word => spelling.Correct(word));
        Assert.That(clock.Elapsed / typed.Count, Is.LessThan(TimeSpan.FromMilliseconds(5)));
    }
}
