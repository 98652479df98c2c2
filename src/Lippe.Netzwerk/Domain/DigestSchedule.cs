namespace Lippe.Netzwerk.Domain;

/// <summary>When a period's digest is due.</summary>
/// <param name="WorkingDay">Which working day of the month, from 1; where a month has fewer, its last one.</param>
/// <param name="Time">The time in Berlin.</param>
public sealed record DigestSchedule(int WorkingDay, TimeOnly Time)
{
    /// <summary>The moment a period's digest is due, in UTC.</summary>
    public DateTimeOffset DueAt(DigestPeriod period)
    {
        var workingDays = Enumerable.Range(0, DateTime.DaysInMonth(period.Year, period.Month))
            .Select(period.FirstDay.AddDays)
            .Where(day => day.IsWorkingDay())
            .ToList();
        return workingDays[Math.Clamp(WorkingDay, 1, workingDays.Count) - 1].AtBerlin(Time);
    }

    /// <summary>The newest period whose digest is due by then.</summary>
    public DigestPeriod LatestDue(DateTimeOffset now)
    {
        var period = DigestPeriod.Of(now.InBerlin());
        return DueAt(period) <= now ? period : period.Previous;
    }

    /// <summary>The period whose digest falls due next.</summary>
    public DigestPeriod NextDue(DateTimeOffset now) => LatestDue(now).Next;
}
