using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class BerlinTimeTests
{
    [TestCase("2026-01-15T23:30:00Z", "2026-01-16")]
    [TestCase("2026-07-15T21:59:59Z", "2026-07-15")]
    [TestCase("2026-07-15T22:00:00Z", "2026-07-16")]
    public void A_day_begins_at_midnight_in_Berlin(string moment, string day) =>
        Assert.That(DateTimeOffset.Parse(moment, null).InBerlin(), Is.EqualTo(DateOnly.Parse(day, null)));

    [TestCase("2026-01-15", "07:00", "2026-01-15T06:00:00Z")]
    [TestCase("2026-07-15", "07:00", "2026-07-15T05:00:00Z")]
    [TestCase("2026-03-29", "02:30", "2026-03-29T01:30:00Z", Description = "skipped in spring: shown as 03:30")]
    [TestCase("2026-10-25", "02:30", "2026-10-25T01:30:00Z", Description = "doubled in autumn: the second one")]
    public void A_wall_clock_time_is_one_moment(string day, string time, string moment)
    {
        var shown = DateOnly.Parse(day, null).AtBerlin(TimeOnly.Parse(time, null));
        Assert.That(shown, Is.EqualTo(DateTimeOffset.Parse(moment, null)));
    }

    [Property]
    public bool A_day_starts_on_that_day(DateTime any)
    {
        var day = DateOnly.FromDateTime(any < new DateTime(1990, 1, 1) ? any.AddYears(1990 - any.Year) : any);
        if (day == DateOnly.MaxValue)
            return true;
        var start = day.StartsAt();
        return start.InBerlin() == day && start.AddTicks(-1).InBerlin() == day.AddDays(-1);
    }
}
