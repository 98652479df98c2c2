namespace Lippe.Netzwerk.Domain;

/// <summary>How often a member gets a digest, and when; times are those of Berlin.</summary>
/// <param name="Day">
/// Monthly: which working day of the month, from 1. Weekly: the day of the week, 1 is Monday. Daily: of no meaning.
/// </param>
/// <param name="Hour">The full hour.</param>
public sealed record DigestRhythm(DigestFrequency Frequency, int Day, int Hour)
{
    /// <summary>What a member has who chose nothing: the first working day of the month at seven.</summary>
    public static readonly DigestRhythm Usual = new(DigestFrequency.Monthly, 1, 7);

    // Christmas and New Year keep offices closed for some days in a row, but never for two weeks.
    private const int MostDaysBack = 14;

    private TimeOnly Time => new(Hour, 0);

    /// <summary>
    /// The newest moment a weekly or daily digest is due, at or before <paramref name="now"/>; holidays shift it to the
    /// next working day.
    /// </summary>
    public DateTimeOffset LatestDue(DateTimeOffset now)
    {
        var today = now.InBerlin();
        return Enumerable.Range(0, MostDaysBack + 1)
            .Select(back => today.AddDays(-back))
            .Where(IsNominal)
            .Select(day => NextWorkingDay(day).AtBerlin(Time))
            .Where(due => due <= now)
            .Max();
    }

    /// <summary>The first moment a digest is due after a moment.</summary>
    public DateTimeOffset NextAfter(DateTimeOffset moment)
    {
        var today = moment.InBerlin();
        if (Frequency == DigestFrequency.Monthly)
            return DueIn(DigestPeriod.Of(today)) is var due && due > moment ? due : DueIn(DigestPeriod.Of(today).Next);
        return Enumerable.Range(-MostDaysBack, 2 * MostDaysBack)
            .Select(today.AddDays)
            .Where(IsNominal)
            .Select(day => NextWorkingDay(day).AtBerlin(Time))
            .Where(next => next > moment)
            .Min();
    }

    /// <summary>The moment within a month; where the month has fewer working days, its last one.</summary>
    public DateTimeOffset DueIn(DigestPeriod month) => new DigestSchedule(Day, Time).DueAt(month);

    /// <summary>Names the digest due at a moment: unique for one member.</summary>
    public static string PeriodOf(DateTimeOffset due) =>
        due.InBerlin().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private bool IsNominal(DateOnly day) => Frequency == DigestFrequency.Daily || day.DayOfWeek == (DayOfWeek)Day;

    private static DateOnly NextWorkingDay(DateOnly day)
    {
        while (!day.IsWorkingDay())
            day = day.AddDays(1);
        return day;
    }
}

/// <summary>How often a digest comes.</summary>
public enum DigestFrequency
{
    Monthly,
    Weekly,
    Daily,
}
