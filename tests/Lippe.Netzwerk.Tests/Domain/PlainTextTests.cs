using System.Text;
using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class PlainTextTests
{
    [TestCase("a\r\nb\rc", "a\nb\nc")]
    [TestCase("a\0b\u0001c\u007f", "abc")]
    [TestCase("Tab\tbleibt", "Tab\tbleibt")]
    [TestCase("u\u0308", "ü")]
    [TestCase(null, "")]
    public void Text_is_cleaned(string? typed, string stored) =>
        Assert.That(PlainText.Clean(typed), Is.EqualTo(stored));

    [TestCase("a\u0323\u0301\u0308\u0304\u0301b", "\u1ea1\u0301\u0308b")]
    [TestCase("\u20dd\u20dd\u20dd\u20dd\u20dd", "\u20dd\u20dd\u20dd")]
    public void Three_marks_may_stand_on_one_letter(string typed, string stored) =>
        Assert.That(PlainText.Clean(typed), Is.EqualTo(stored.Normalize()));

    [TestCase("Ab", true)]
    [TestCase("5", true)]
    [TestCase("\u0301\u0301", false)]
    [TestCase("\u3164", false)]
    [TestCase("— …", false)]
    public void Words_have_a_letter_or_a_digit_one_sees(string text, bool hasWords) =>
        Assert.That(PlainText.HasWords(text), Is.EqualTo(hasWords));

    [Test]
    public void Half_a_pair_becomes_the_sign_for_unreadable() =>
        Assert.That(PlainText.Clean("\ud83d allein"), Is.EqualTo("\ufffd allein"));

    [Test]
    public void A_line_has_single_spaces() =>
        Assert.That(PlainText.CleanLine(" Ein \r\n\t Titel\u00a0hier "), Is.EqualTo("Ein Titel hier"));

    [TestCase("\u200b")]
    [TestCase("\u00ad\u2060 \u3164\u2800")]
    [TestCase("\u202e\u2066")]
    public void A_line_of_what_nobody_sees_is_empty(string typed) =>
        Assert.That(PlainText.CleanLine(typed), Is.Empty);

    [Test]
    public void A_picture_made_of_two_stays_whole() =>
        Assert.That(PlainText.CleanLine("Ångström 👩‍🔧"), Is.EqualTo("Ångström 👩‍🔧"));

    [Test]
    public void What_nobody_sees_leaves_a_line() =>
        Assert.That(PlainText.CleanLine("kar\u00adla@exam\u200bple.org"), Is.EqualTo("karla@example.org"));

    [ForAnyText]
    public bool Cleaning_twice_changes_nothing(AnyText text)
    {
        var clean = PlainText.Clean(text.Value);
        return PlainText.Clean(clean) == clean;
    }

    [ForAnyText]
    public bool Cleaning_a_line_twice_changes_nothing(AnyText text)
    {
        var clean = PlainText.CleanLine(text.Value);
        return PlainText.CleanLine(clean) == clean;
    }

    [ForAnyText]
    public void Clean_text_can_be_stored(AnyText text)
    {
        var clean = PlainText.Clean(text.Value);
        Assert.That(() => new UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(clean), Throws.Nothing);
        Assert.That(clean, Does.Not.Contain('\0').And.Not.Contain('\r'));
        Assert.That(clean.IsNormalized(), Is.True);
    }
}
