using System.Globalization;

namespace Lippe.Netzwerk.Domain.Language;

/// <summary>Sorts as a German directory does: ä beside a, capitals beside small letters.</summary>
public static class GermanOrder
{
    public static readonly StringComparer Comparer =
        StringComparer.Create(CultureInfo.GetCultureInfo("de-DE"), ignoreCase: true);
}
