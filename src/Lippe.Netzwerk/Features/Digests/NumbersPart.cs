using System.Collections.Concurrent;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The part of numbers: how much happened in an issue's time, among what every member may read.</summary>
internal static class NumbersPart
{
    public static Task<Telling> GatherAsync(DigestSources sources, CancellationToken cancellation)
    {
        // The same for all readers of an issue.
        var known = new ConcurrentDictionary<DigestWindow, NumbersSection>();
        return Task.FromResult<Telling>((letter, _) =>
        {
            var isWanted = letter.Reader.Viewer.IsSignedIn && !letter.Reader.Without.Contains(DigestParts.Numbers);
            if (letter.Issue is not { } issue || !isWanted)
                return [];
            var numbers = known.GetOrAdd(
                issue.Window ?? letter.Window!, window => NumbersSection.Of(sources.News, window));
            return numbers.New + numbers.Changed > 0 ? [numbers] : [];
        });
    }
}

/// <summary>How much is new and changed, and from how many municipalities.</summary>
public sealed record NumbersSection(int New, int Changed, int Municipalities) : LetterSection("Zahlen des Monats")
{
    public override Type Partial => typeof(NumbersMail);

    /// <summary>For example "12 neue Dokumente und 1 geändertes Dokument aus 8 Kommunen".</summary>
    public string Sentence =>
        $"{string.Join(" und ", Documents)} aus {Counted(Municipalities, "Kommune", "Kommunen").Single()}";

    private IEnumerable<string> Documents =>
        [
            .. Counted(New, "neues Dokument", "neue Dokumente"),
            .. Counted(Changed, "geändertes Dokument", "geänderte Dokumente"),
        ];

    /// <summary>Counts what was told about a window.</summary>
    public static NumbersSection Of(IEnumerable<NewsItem> items, DigestWindow window)
    {
        var told = items.Where(item => item.Visibility != Visibility.OwnMunicipality)
            .Select(item => item.Told(window)).OfType<NewsItem>().ToList();
        var isNew = told.Count(item => item.IsNew);
        var municipalities = told.Select(item => item.MunicipalityId).Distinct().Count();
        return new NumbersSection(isNew, told.Count - isNew, municipalities) { Part = DigestParts.Numbers };
    }

    public override void Write(MailText text, MailLinks links) => text.Line(Sentence).Line();

    private static IEnumerable<string> Counted(int count, string one, string many) =>
        count == 0 ? [] : [count == 1 ? $"1 {one}" : $"{count.Grouped()} {many}"];
}
