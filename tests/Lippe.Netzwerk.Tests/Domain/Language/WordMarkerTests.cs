using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class WordMarkerTests
{
    [TestCase("Die Verwaltung hilft.", "verwalt", "Die [Verwaltung] hilft.")]
    [TestCase("Bäder und Baeder", "bad", "[Bäder] und [Baeder]")]
    [TestCase("Straße, Strasse", "strass", "[Straße], [Strasse]")]
    [TestCase("Die E-Akte kommt", "akt", "Die [E-Akte] kommt")]
    [TestCase("GROSS und klein", "gross", "[GROSS] und klein")]
    [TestCase("Nichts davon.", "bus", "Nichts davon.")]
    [TestCase("Es ist ein Anfang, keine E-Mail", "e", "Es ist ein Anfang, keine [E-Mail]")]
    [TestCase("aktuell in der Akte", "akt", "aktuell in der [Akte]")]
    [TestCase("Möglichkeiten und Leistungen, möglichst leistungsfähig", "moglich", "[Möglichkeiten] und Leistungen, [möglichst] leistungsfähig")]
    [TestCase("Leistungen, leistungsfähig, leisten", "leist", "[Leistungen], leistungsfähig, [leisten]")]
    public void A_word_is_marked_whatever_its_ending(string text, string lexeme, string marked) => Assert.That(Marked(text, [lexeme], [lexeme]), Is.EqualTo(marked));

    [Test]
    public void A_longer_word_of_the_document_is_another_word() =>
        Assert.That(Marked("Die Kur und die Kurse", ["kur"], ["kur", "kurs"]), Is.EqualTo("Die [Kur] und die Kurse"));

    [Test]
    public void The_part_with_most_words_asked_for_is_shown_and_another_one()
    {
        var filler = string.Join(' ', Enumerable.Repeat("leer", 60));
        var text = $"{filler} Bus {filler} Bus und Bahn {filler} Zug {filler}";
        var excerpt = new WordMarker(["bus", "bahn", "zug"], ["bus", "bahn", "zug"]).Excerpt(text);
        var parts = excerpt.Split(WordMarker.Gap);
        Assert.That(parts, Has.Length.EqualTo(2));
        Assert.That(parts[0], Does.Contain("\u0001Bus\u0002 und \u0001Bahn\u0002"));
        Assert.That(parts[1], Does.Contain("\u0001Zug\u0002"));
    }

    [ForAnyText]
    public bool An_excerpt_is_taken_from_the_text(AnyText text) =>
        new WordMarker(["a", "stadt", "e"], ["a", "stadt", "e"]).Excerpt(text.Value).Split(WordMarker.Gap)
            .Select(part => part.Replace($"{WordMarker.Start}", "", StringComparison.Ordinal).Replace($"{WordMarker.End}", "", StringComparison.Ordinal))
            .All(part => Plain(text.Value).Contains(part, StringComparison.Ordinal));

    [ForAnyText]
    public bool Every_mark_ends(AnyText text)
    {
        var marks = new WordMarker(["a", "e", "s"], ["a", "e", "s"]).Excerpt(Plain(text.Value)).Where(c => c is WordMarker.Start or WordMarker.End).ToList();
        return marks.Index().All(mark => mark.Item == (mark.Index % 2 == 0 ? WordMarker.Start : WordMarker.End)) && marks.Count % 2 == 0;
    }

    private static string Marked(string text, string[] wanted, string[] lexemes) =>
        new WordMarker(wanted, lexemes).Excerpt(text).Replace(WordMarker.Start, '[').Replace(WordMarker.End, ']');

    private static string Plain(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
