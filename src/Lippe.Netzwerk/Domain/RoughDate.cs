using System.Globalization;
using System.Text.RegularExpressions;

namespace Lippe.Netzwerk.Domain;

/// <summary>A year or a month of it, which is all that people remember; stored as "2022" or "2022-03".</summary>
public static partial class RoughDate
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>Reads "2022", "03.2022", "3/2022", "2022-03" and "März 2022" as they are stored; null for anything
    /// else.</summary>
    public static string? Parse(string typed)
    {
        var text = PlainText.CleanLine(typed);
        if (Numbers().Match(text) is { Success: true } numbers)
            return Of(numbers.Groups["year"].Value, numbers.Groups["month"].Value);
        return Named().Match(text) is { Success: true } named && MonthOf(named.Groups["name"].Value) is { } month
            ? Of(named.Groups["year"].Value, month)
            : null;
    }

    /// <summary>As a reader says it, for example "März 2022".</summary>
    /// <param name="stored">As <see cref="Parse"/> gives it.</param>
    public static string LongName(string stored) =>
        stored.Length == 4 ? stored : FirstDayOf(stored).ToString("MMMM yyyy", German);

    /// <summary>The first day it can mean.</summary>
    /// <param name="stored">As <see cref="Parse"/> gives it.</param>
    public static DateOnly FirstDayOf(string stored) => new(
        int.Parse(stored.AsSpan(0, 4), CultureInfo.InvariantCulture),
        stored.Length == 4 ? 1 : int.Parse(stored.AsSpan(5), CultureInfo.InvariantCulture),
        1);

    private static string? Of(string year, string month)
    {
        var stored = month.Length == 0 ? year : $"{year}-{month.PadLeft(2, '0')}";
        var isMonth = month.Length == 0 || int.Parse(month, CultureInfo.InvariantCulture) is >= 1 and <= 12;
        return isMonth && PlausibleDays.Include(new DateOnly(int.Parse(year, CultureInfo.InvariantCulture), 1, 1))
            ? stored
            : null;
    }

    private static string? MonthOf(string name)
    {
        var number = Array.FindIndex(
            German.DateTimeFormat.MonthNames, month => month.Equals(name, StringComparison.OrdinalIgnoreCase));
        return number < 0 ? null : (number + 1).ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(?:(?<month>\d{1,2})[./ ] ?)?(?<year>[1-9]\d{3})$|^(?<year>[1-9]\d{3})-(?<month>\d{1,2})$")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"^(?<name>\p{L}+)\.? (?<year>[1-9]\d{3})$")]
    private static partial Regex Named();
}
