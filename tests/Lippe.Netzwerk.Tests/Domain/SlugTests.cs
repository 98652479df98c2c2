using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class SlugTests
{
    [TestCase("Förderung für alle", "foerderung-fuer-alle")]
    [TestCase("Straßen & Wege (2026)", "strassen-wege-2026")]
    [TestCase("  Café – à la carte!  ", "cafe-a-la-carte")]
    [TestCase("Über uns", "ueber-uns", Description = "typed as one character")]
    [TestCase("U\u0308ber uns", "ueber-uns", Description = "as file names of a Mac have it")]
    [TestCase("GROẞ", "gross")]
    [TestCase("文書", "dokument")]
    [TestCase("", "dokument")]
    [TestCase("---", "dokument")]
    public void A_title_becomes_an_address(string title, string slug) => Assert.That(Slug.Of(title), Is.EqualTo(slug));

    [Test]
    public void A_long_title_is_cut_and_does_not_end_in_a_hyphen() =>
        Assert.That(Slug.Of(new string('a', 79) + " " + new string('b', 79)), Is.EqualTo(new string('a', 79)));

    [TestCase("leit-faden_2", true)]
    [TestCase("Leitfaden", false)]
    [TestCase("über", false)]
    [TestCase("a/b", false)]
    [TestCase("", false)]
    public void Only_lower_case_ascii_names_a_file(string name, bool isValid) =>
        Assert.That(Slug.IsValid(name), Is.EqualTo(isValid));

    [ForAnyText]
    public bool Any_text_becomes_a_valid_slug(AnyText text) => Slug.IsValid(Slug.Of(text.Value));

    [ForAnyText]
    public bool A_slug_stays_as_it_is(AnyText text) => Slug.Of(Slug.Of(text.Value)) == Slug.Of(text.Value);
}
