namespace Lippe.Netzwerk.Domain;

/// <summary>Days on which town halls in North Rhine-Westphalia are closed.</summary>
public static class PublicHolidays
{
    // Days relative to Easter Sunday: Karfreitag, Ostermontag, Christi Himmelfahrt, Pfingstmontag, Fronleichnam.
    private static readonly int[] MovableOffsets = [-2, 1, 39, 50, 60];

    // Neujahr, Tag der Arbeit, Tag der Deutschen Einheit, Allerheiligen, two days of Christmas.
    private static readonly (int Month, int Day)[] FixedDays = [(1, 1), (5, 1), (10, 3), (11, 1), (12, 25), (12, 26)];

    /// <summary>Whether a day is a public holiday under the Feiertagsgesetz NW.</summary>
    public static bool IsPublicHoliday(this DateOnly day) =>
        FixedDays.Contains((day.Month, day.Day))
        || MovableOffsets.Contains(day.DayNumber - EasterSunday(day.Year).DayNumber);

    /// <summary>Whether offices are open: neither a weekend nor a public holiday.</summary>
    public static bool IsWorkingDay(this DateOnly day) =>
        day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !day.IsPublicHoliday();

    /// <summary>Easter Sunday of a Gregorian year (Meeus, Astronomical Algorithms, chapter 8).</summary>
    public static DateOnly EasterSunday(int year)
    {
        var a = year % 19;
        var (b, c) = (year / 100, year % 100);
        var (d, e) = (b / 4, b % 4);
        var g = (b - ((b + 8) / 25) + 1) / 3;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var l = (32 + (2 * e) + (2 * (c / 4)) - h - (c % 4)) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var sum = h + l - (7 * m) + 114;
        return new DateOnly(year, sum / 31, (sum % 31) + 1);
    }
}
