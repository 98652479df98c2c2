using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class PublicHolidaysTests
{
    // Dates of the Physikalisch-Technische Bundesanstalt, with the earliest and the latest possible Easter.
    [TestCase(1818, 3, 22)]
    [TestCase(2008, 3, 23)]
    [TestCase(2024, 3, 31)]
    [TestCase(2025, 4, 20)]
    [TestCase(2026, 4, 5)]
    [TestCase(2027, 3, 28)]
    [TestCase(2038, 4, 25)]
    public void Easter_falls_on_the_known_days(int year, int month, int day) =>
        Assert.That(PublicHolidays.EasterSunday(year), Is.EqualTo(new DateOnly(year, month, day)));

    [Test]
    public void A_year_has_the_eleven_holidays_of_the_state()
    {
        var year = Enumerable.Range(0, 365).Select(new DateOnly(2026, 1, 1).AddDays);
        var days = year.Where(day => day.IsPublicHoliday());
        Assert.That(days, Is.EqualTo(new DateOnly[]
        {
            new(2026, 1, 1), new(2026, 4, 3), new(2026, 4, 6), new(2026, 5, 1), new(2026, 5, 14), new(2026, 5, 25),
            new(2026, 6, 4), new(2026, 10, 3), new(2026, 11, 1), new(2026, 12, 25), new(2026, 12, 26),
        }));
    }
}
