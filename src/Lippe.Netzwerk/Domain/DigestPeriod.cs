using System.Globalization;

namespace Lippe.Netzwerk.Domain;

/// <summary>The month a digest appears in; written <c>2026-11</c>.</summary>
public readonly record struct DigestPeriod(int Year, int Month) : IComparable<DigestPeriod>
{
    private const string Format = "yyyy-MM";

    public DateOnly FirstDay => new(Year, Month, 1);

    public DigestPeriod Next => Of(FirstDay.AddMonths(1));

    public DigestPeriod Previous => Of(FirstDay.AddMonths(-1));

    /// <summary>The month a day belongs to.</summary>
    public static DigestPeriod Of(DateOnly day) => new(day.Year, day.Month);

    /// <summary>Reads <c>2026-11</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out DigestPeriod period)
    {
        var isMonth = DateOnly.TryParseExact(
            text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        period = isMonth ? Of(day) : default;
        return isMonth && day.Year is > 2000 and < 3000;
    }

    /// <exception cref="FormatException">The text is no month.</exception>
    public static DigestPeriod Parse(string text) =>
        TryParse(text, out var period) ? period : throw new FormatException($"„{text}“ ist kein Monat wie 2026-11.");

    public int CompareTo(DigestPeriod other) => FirstDay.CompareTo(other.FirstDay);

    public static bool operator <(DigestPeriod left, DigestPeriod right) => left.CompareTo(right) < 0;

    public static bool operator >(DigestPeriod left, DigestPeriod right) => left.CompareTo(right) > 0;

    public static bool operator <=(DigestPeriod left, DigestPeriod right) => left.CompareTo(right) <= 0;

    public static bool operator >=(DigestPeriod left, DigestPeriod right) => left.CompareTo(right) >= 0;

    public override string ToString() => FirstDay.ToString(Format, CultureInfo.InvariantCulture);
}
