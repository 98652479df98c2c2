using FsCheck;
using FsCheck.Fluent;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class DigestRhythmTests
{
    private static readonly DigestRhythm Thursdays = new(DigestFrequency.Weekly, 4, 9);

    [Test]
    public void A_weekly_digest_comes_at_its_day_and_hour()
    {
        Assert.That(Thursdays.LatestDue(At("2026-11-26 08:59")), Is.EqualTo(At("2026-11-19 09:00")));
        Assert.That(Thursdays.LatestDue(At("2026-11-26 09:00")), Is.EqualTo(At("2026-11-26 09:00")));
    }

    [Test]
    public void A_holiday_shifts_it_to_the_next_working_day()
    {
        Assert.That(Thursdays.LatestDue(At("2027-05-06 10:00")), Is.EqualTo(At("2027-04-29 09:00")), "Himmelfahrt");
        Assert.That(Thursdays.LatestDue(At("2027-05-07 10:00")), Is.EqualTo(At("2027-05-07 09:00")));
        var mondays = new DigestRhythm(DigestFrequency.Weekly, 1, 7);
        var tuesday = At("2027-03-30 07:00");
        Assert.That(mondays.LatestDue(At("2027-03-30 08:00")), Is.EqualTo(tuesday), "after Easter Monday");
    }

    [Test]
    public void A_daily_digest_comes_on_working_days_only()
    {
        var daily = new DigestRhythm(DigestFrequency.Daily, 1, 7);
        Assert.That(daily.LatestDue(At("2026-12-28 06:00")), Is.EqualTo(At("2026-12-24 07:00")));
        Assert.That(daily.LatestDue(At("2026-12-28 07:00")), Is.EqualTo(At("2026-12-28 07:00")));
    }

    [TestCase("2027-03-28 23:00", Description = "an hour skipped")]
    [TestCase("2026-10-25 23:00", Description = "an hour twice")]
    public void The_hour_is_that_of_the_clock_on_the_wall_when_it_changes(string weekend)
    {
        var monday = At(weekend).AddDays(1);
        var due = new DigestRhythm(DigestFrequency.Daily, 1, 7).LatestDue(monday.AddHours(12));
        Assert.That(TimeZoneInfo.ConvertTime(due, BerlinTime.Zone).Hour, Is.EqualTo(7));
    }

    [Property(Arbitrary = [typeof(AnyRhythm)])]
    public void Due_moments_are_reached_one_after_the_other(AnyRhythm any)
    {
        var due = any.Rhythm.LatestDue(any.Now);
        var previous = any.Rhythm.LatestDue(due.AddTicks(-1));
        Assert.That(due, Is.LessThanOrEqualTo(any.Now));
        Assert.That(previous, Is.LessThan(due));
        Assert.That(due.InBerlin().IsWorkingDay(), Is.True);
        Assert.That(any.Rhythm.LatestDue(due), Is.EqualTo(due), "a moment belongs to the digest it begins");
        var later = any.Rhythm.LatestDue(any.Now + TimeSpan.FromHours(1));
        Assert.That(later, Is.GreaterThanOrEqualTo(due), "time does not run backwards");
    }

    [Property(Arbitrary = [typeof(AnyRhythm)])]
    public void The_next_digest_is_the_one_that_is_due_then(AnyRhythm any)
    {
        var next = any.Rhythm.NextAfter(any.Now);
        Assert.That(next, Is.GreaterThan(any.Now));
        Assert.That(any.Rhythm.LatestDue(next), Is.EqualTo(next));
        var justBefore = any.Rhythm.LatestDue(next.AddTicks(-1));
        Assert.That(justBefore, Is.EqualTo(any.Rhythm.LatestDue(any.Now)), "none lies between");
    }

    [Test]
    public void The_next_monthly_digest_may_be_that_of_the_same_month()
    {
        var third = new DigestRhythm(DigestFrequency.Monthly, 3, 14);
        Assert.That(third.NextAfter(At("2026-12-01 08:00")), Is.EqualTo(At("2026-12-03 14:00")));
        Assert.That(third.NextAfter(At("2026-12-03 14:00")), Is.EqualTo(At("2027-01-06 14:00")));
    }

    private static DateTimeOffset At(string berlin)
    {
        var local = DateTime.Parse(berlin, System.Globalization.CultureInfo.InvariantCulture);
        return DateOnly.FromDateTime(local).AtBerlin(TimeOnly.FromDateTime(local));
    }

    public sealed record AnyRhythm(DigestRhythm Rhythm, DateTimeOffset Now)
    {
        public static Arbitrary<AnyRhythm> Arbitrary() => (
            from frequency in Gen.Elements(DigestFrequency.Weekly, DigestFrequency.Daily)
            from day in Gen.Choose(1, 5)
            from hour in Gen.Choose(6, 20)
            from minutes in Gen.Choose(0, 5 * 365 * 24 * 60)
            let now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(minutes)
            select new AnyRhythm(new DigestRhythm(frequency, day, hour), now)).ToArbitrary();
    }
}
