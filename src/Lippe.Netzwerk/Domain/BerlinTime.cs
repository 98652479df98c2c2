namespace Lippe.Netzwerk.Domain;

/// <summary>The clock on the town hall: days begin and end in Europe/Berlin.</summary>
public static class BerlinTime
{
    public static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    /// <summary>The day a moment falls on.</summary>
    public static DateOnly InBerlin(this DateTimeOffset moment) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, Zone).DateTime);

    /// <summary>Today in Berlin.</summary>
    public static DateOnly Today(this TimeProvider clock) => clock.GetUtcNow().InBerlin();

    /// <summary>The moment a wall clock in Berlin shows that time, in UTC.</summary>
    /// <remarks>A time skipped in spring is moved by the hour skipped.</remarks>
    public static DateTimeOffset AtBerlin(this DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        if (Zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, Zone.GetUtcOffset(local)).ToUniversalTime();
    }

    /// <summary>The first moment of a day, in UTC.</summary>
    public static DateTimeOffset StartsAt(this DateOnly day) => day.AtBerlin(TimeOnly.MinValue);
}
