using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Tests.Domain;

public sealed class DigestScheduleTests
{
    private static readonly DigestSchedule Usual = new(1, new TimeOnly(7, 0));

    [TestCase("2026-11", "2026-11-02T06:00:00Z", TestName = "After Allerheiligen on a Sunday")]
    [TestCase("2027-01", "2027-01-04T06:00:00Z", TestName = "After New Year and a weekend")]
    [TestCase("2026-05", "2026-05-04T05:00:00Z", TestName = "After May Day and a weekend, in summer time")]
    [TestCase("2025-10", "2025-10-01T05:00:00Z", TestName = "On the first itself")]
    [TestCase("2029-04", "2029-04-03T05:00:00Z", TestName = "After Easter Monday")]
    public void A_digest_is_due_on_the_first_working_day_at_seven(string period, string expected) =>
        Assert.That(
            Usual.DueAt(DigestPeriod.Parse(period)),
            Is.EqualTo(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture)));

    [Test]
    public void Day_and_time_can_be_set() =>
        Assert.That(
            new DigestSchedule(3, new TimeOnly(16, 30)).DueAt(DigestPeriod.Parse("2026-11")),
            Is.EqualTo(new DateTimeOffset(2026, 11, 4, 15, 30, 0, TimeSpan.Zero)));

    [Test]
    public void A_month_with_fewer_working_days_uses_its_last()
    {
        var schedule = new DigestSchedule(99, new TimeOnly(7, 0));
        Assert.That(schedule.DueAt(DigestPeriod.Parse("2026-11")).InBerlin(), Is.EqualTo(new DateOnly(2026, 11, 30)));
    }

    [Test]
    public void The_latest_due_period_changes_at_the_due_moment()
    {
        var due = Usual.DueAt(DigestPeriod.Parse("2026-12"));
        Assert.That(Usual.LatestDue(due.AddTicks(-1)).ToString(), Is.EqualTo("2026-11"));
        Assert.That(Usual.LatestDue(due).ToString(), Is.EqualTo("2026-12"));
        Assert.That(Usual.NextDue(due).ToString(), Is.EqualTo("2027-01"));
    }

    [TestCase("2026-13")]
    [TestCase("2026-1")]
    [TestCase("0026-01")]
    [TestCase("november")]
    [TestCase(null)]
    public void What_is_no_month_is_no_period(string? text) =>
        Assert.That(DigestPeriod.TryParse(text, out _), Is.False);

    [Test]
    public void Waiting_doubles_and_gives_up_after_about_three_days()
    {
        var waits = Enumerable.Range(1, Delivery.MaxAttempts - 1).Select(Delivery.WaitAfter).ToList();
        Assert.That(waits[0], Is.EqualTo(TimeSpan.FromMinutes(15)));
        Assert.That(waits[1], Is.EqualTo(TimeSpan.FromMinutes(30)));
        Assert.That(waits.Aggregate((a, b) => a + b).TotalDays, Is.InRange(2.5, 3));
    }
}
