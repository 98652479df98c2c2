using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Tests.Domain.Language;

public sealed class NameFoldTests
{
    [TestCase("Jörg")]
    [TestCase("Joerg")]
    [TestCase("Jorg")]
    [TestCase("weissm")]
    [TestCase("Weissmueller")]
    [TestCase("Weissmuller")]
    [TestCase("Weiß-Müller")]
    [TestCase("Weißmüller Jörg")]
    [TestCase("Weißmüller, J")]
    public void A_name_is_found_however_it_is_typed(string typed) =>
        Assert.That(NameFold.IsBegun("Jörg Weißmüller", typed), Is.True);

    [TestCase("örg")]
    [TestCase("Müller")]
    [TestCase("Jörg Meier")]
    [TestCase("-")]
    public void Other_words_are_another_name(string typed) =>
        Assert.That(NameFold.IsBegun("Jörg Weißmüller", typed), Is.False);
}
