using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of numbers: how much happened in an issue's time, among what every member may read.</summary>
public sealed record DigestNumbers(int New, int Changed, int Municipalities)
{
    /// <summary>Whether there is anything to count.</summary>
    public bool IsEmpty => New + Changed == 0;

    /// <summary>For example "12 neue Dokumente und 1 geändertes Dokument aus 8 Kommunen".</summary>
    public string Sentence =>
        $"{string.Join(" und ", Count(New, "neues Dokument", "neue Dokumente").Concat(Count(Changed, "geändertes Dokument", "geänderte Dokumente")))} aus {Count(Municipalities, "Kommune", "Kommunen").Single()}";

    /// <summary>Counts what was told about a window.</summary>
    public static DigestNumbers Of(IEnumerable<NewsItem> items, DigestWindow window)
    {
        var told = items.Where(item => item.Visibility != Visibility.OwnMunicipality).Select(item => item.Told(window)).OfType<NewsItem>().ToList();
        return new DigestNumbers(told.Count(item => item.IsNew), told.Count(item => !item.IsNew), told.Select(item => item.MunicipalityId).Distinct().Count());
    }

    private static IEnumerable<string> Count(int count, string one, string many) => count == 0 ? [] : [count == 1 ? $"1 {one}" : $"{count.Grouped()} {many}"];
}
