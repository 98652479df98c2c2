using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class GermanNumberTests
{
    [TestCase("12000", 12000)]
    [TestCase("12.000", 12000)]
    [TestCase("12 000", 12000)]
    [TestCase(" 1.234.567 ", 1234567)]
    [TestCase("0", 0)]
    [TestCase("1.2", null)]
    [TestCase("1.0000", null)]
    [TestCase("2,5", null)]
    [TestCase("-3", null)]
    [TestCase("99999999999999", null)]
    [TestCase("viele", null)]
    public void Whole_numbers_are_read_as_they_are_written(string typed, int? number) =>
        Assert.That(GermanNumber.Parse(typed), Is.EqualTo(number));
}
