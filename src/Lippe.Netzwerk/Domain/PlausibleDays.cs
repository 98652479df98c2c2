namespace Lippe.Netzwerk.Domain;

/// <summary>The days a document can be about; what lies outside was mistyped.</summary>
public static class PlausibleDays
{
    /// <summary>What to tell somebody who typed another day.</summary>
    public const string Wanted = "Geben Sie ein Datum von 1900 bis 2100 an.";

    private static readonly DateOnly First = new(1900, 1, 1);
    private static readonly DateOnly Last = new(2100, 12, 31);

    public static bool Include(DateOnly day) => day >= First && day <= Last;

    /// <summary>The day itself.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies outside.</exception>
    public static DateOnly? Require(DateOnly? day) => day is not { } given || Include(given)
        ? day
        : throw new ArgumentOutOfRangeException(nameof(day), day, "A document is about a day from 1900 to 2100.");
}
