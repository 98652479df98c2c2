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

    [Test]
    public void Half_a_pair_becomes_the_sign_for_unreadable() =>
        Assert.That(PlainText.Clean("\ud83d allein"), Is.EqualTo("\ufffd allein"));

    [Test]
    public void A_line_has_single_spaces() =>
        Assert.That(PlainText.CleanLine(" Ein \r\n\t Titel\u00a0hier "), Is.EqualTo("Ein Titel hier"));

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
