using Lippe.Netzwerk.Domain.Language;
using Lippe.Netzwerk.Tests.Support;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class GermanFoldTests
{
    [TestCase("Straße", "strasse")]
    [TestCase("STRASSE", "strasse")]
    [TestCase("GROẞ", "gross")]
    [TestCase("Bürgerämter", "buergeraemter")]
    [TestCase("Buergeraemter", "buergeraemter")]
    [TestCase("Bu\u0308rger", "buerger", Description = "as file names of a Mac have it")]
    [TestCase("Café", "cafe")]
    [TestCase("E-Akte", "e-akte")]
    [TestCase("İstanbul", "istanbul")]
    [TestCase("", "")]
    public void Words_are_compared_without_case_umlauts_and_accents(string word, string folded) =>
        Assert.That(GermanFold.Fold(word), Is.EqualTo(folded));

    [ForAnyText]
    public bool Folding_twice_changes_nothing(AnyText text)
    {
        var folded = GermanFold.Fold(text.Value);
        return GermanFold.Fold(folded) == folded;
    }
}
