using Lippe.Netzwerk.Search;

namespace Lippe.Netzwerk.Tests.Search;

/// <summary>Where the piece of a text that a hit shows begins and ends.</summary>
public sealed class ExcerptsTests
{
    [Test]
    public void It_begins_with_a_sentence_and_ends_with_one() => Assert.That(
        ExcerptOf(
            "Erster Satz. Hier steht der Kobold. " + new string('x', 140) + " y. Noch einer. " + Filler, "Kobold"),
        Is.EqualTo("Hier steht der [Kobold]. " + new string('x', 140) + " y. Noch einer."));

    [Test]
    public void It_begins_at_a_word_behind_an_ellipsis_where_the_sentence_is_long() => Assert.That(
        ExcerptOf("Anfang. " + Filler + " Kobold und " + Filler, "Kobold"),
        Does.Match(@"^… wort [wort ]+\[Kobold\] und [wort ]+wort …$"));

    [TestCase("Seit dem 3. Mai gibt es den Kobold.")]
    [TestCase("Das ist z. B. der Kobold.")]
    public void A_full_stop_within_a_sentence_ends_none(string sentence) =>
        Assert.That(ExcerptOf($"Davor. {sentence}", "Kobold"), Is.EqualTo(sentence.Replace("Kobold", "[Kobold]")));

    [Test]
    public void Headings_and_cells_do_not_run_into_what_follows() => Assert.That(
        ExcerptOf("Wege zum Kobold\nWeg\nErster Schritt\nEin Satz.\nNoch einer.\n", "Kobold"),
        Is.EqualTo("Wege zum [Kobold] · Weg · Erster Schritt · Ein Satz. Noch einer."));

    private static readonly string Filler = string.Join(' ', Enumerable.Repeat("wort", 80));

    private static string ExcerptOf(string text, string word)
    {
        var at = text.IndexOf(word, StringComparison.Ordinal);
        return Excerpts.Of(text, 0, [new Occurrence(word, at, at + word.Length)])
            .Replace(Excerpt.Start, '[').Replace(Excerpt.End, ']');
    }
}
