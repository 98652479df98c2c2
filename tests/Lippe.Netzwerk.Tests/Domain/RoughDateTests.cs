using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class RoughDateTests
{
    [TestCase("2024", "2024", "2024")]
    [TestCase("03.2024", "2024-03", "März 2024")]
    [TestCase("3/2024", "2024-03", "März 2024")]
    [TestCase("2024-03", "2024-03", "März 2024")]
    [TestCase(" märz  2024 ", "2024-03", "März 2024")]
    [TestCase("12 2024", "2024-12", "Dezember 2024")]
    public void What_people_write_is_read(string typed, string stored, string said)
    {
        Assert.That(RoughDate.Parse(typed), Is.EqualTo(stored));
        Assert.That(RoughDate.LongName(stored), Is.EqualTo(said));
        Assert.That(RoughDate.Parse(said), Is.EqualTo(stored));
    }

    [TestCase("")]
    [TestCase("bald")]
    [TestCase("13.2024")]
    [TestCase("00.2024")]
    [TestCase("31.03.2024")]
    [TestCase("9999")]
    [TestCase("0001")]
    [TestCase("Märzen 2024")]
    public void Anything_else_is_not(string typed) => Assert.That(RoughDate.Parse(typed), Is.Null);
}
