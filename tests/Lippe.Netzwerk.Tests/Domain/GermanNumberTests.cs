using System.Globalization;
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
        Assert.That(GermanNumber.ParseWhole(typed), Is.EqualTo(number));

    [TestCase("2,5", "2.5")]
    [TestCase("2.5", "2.5")]
    [TestCase("1.200,25", "1200.25")]
    [TestCase("1.200", "1200")]
    [TestCase("-3", "-3")]
    [TestCase("2,555", null)]
    [TestCase("1.200.5", null)]
    [TestCase("1.0000", null)]
    [TestCase(",5", null)]
    [TestCase("2,", null)]
    [TestCase("zwei", null)]
    public void Numbers_have_two_places_at_most(string typed, string? number) => Assert.That(
        GermanNumber.Parse(typed)?.ToString("0.##", CultureInfo.InvariantCulture), Is.EqualTo(number));

    [Test]
    public void A_number_too_large_to_hold_is_as_large_as_can_be() =>
        Assert.That(GermanNumber.Parse(new string('9', 40)), Is.EqualTo(decimal.MaxValue));
}
