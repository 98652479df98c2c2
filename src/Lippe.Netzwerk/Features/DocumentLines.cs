using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Sources;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features;

/// <summary>A document as lines that people read and compare: what its form asks for, by the form's labels.</summary>
/// <param name="topics">The names of topics by their id.</param>
/// <param name="municipalities">All of them.</param>
public sealed class DocumentLines(
    IReadOnlyDictionary<string, string> topics, IReadOnlyList<Municipality> municipalities)
{
    public static async Task<DocumentLines> LoadAsync(NetworkDirectory network, CancellationToken cancellation) =>
        new(await network.TopicNamesAsync(cancellation), await network.MunicipalitiesAsync(cancellation));

    /// <summary>The lines of a stored version.</summary>
    public string Of(Revision revision) => Of(SourceReader.Read(revision.Source).File!);

    /// <summary>What is empty has no line; the text follows below the others.</summary>
    public string Of(SourceFile file)
    {
        var draft = file.Draft;
        (string Label, string? Value)[] lines =
        [
            ("Titel", draft.Title),
            ("Zusammenfassung", draft.Summary),
            .. Facts(draft.Facts),
            ("Themen", List(draft.Topics.Select(id => topics.GetValueOrDefault(id, id)))),
            ("Kommune", NameOf(file.MunicipalitySlug)),
            ("Betrifft", NameOf(file.ConcernsSlug)),
            ("Stand", draft.State.Word()),
            ("Sichtbarkeit", draft.Visibility.Word()),
            ("Veröffentlicht am", file.PublishedOn?.LongDay()),
            ("Zuletzt geprüft", draft.ReviewedOn?.LongDay()),
            ("Nächste Prüfung", draft.ReviewDue?.LongDay()),
            ("Weitere Angaben", draft.UnknownKeys.TrimEnd('\n')),
        ];
        var head = lines.Where(line => !string.IsNullOrEmpty(line.Value)).Select(line => $"{line.Label}: {line.Value}");
        return $"{string.Join('\n', head)}\n\n{draft.Body}\n";
    }

    private string NameOf(string slug) =>
        municipalities.SingleOrDefault(municipality => municipality.Slug == slug)?.Name ?? slug;

    private static IEnumerable<(string Label, string? Value)> Facts(object? facts) => facts switch
    {
        GuideFacts guide =>
        [
            ("Gilt für", guide.AppliesTo),
            ("Aufwand", guide.Effort),
            ("Vorwissen", guide.Level?.Word()),
        ],
        ProjectFacts project =>
        [
            ("Problem", project.Problem),
            ("Lösung", project.Solution),
            ("Kosten einmalig", project.CostOnce),
            ("Kosten je Jahr", project.CostPerYear),
            ("Aufwand", project.EffortPersonDays?.InPersonDays()),
            ("Dauer", project.Duration),
            ("Passt ab (Einwohner:innen)", project.InhabitantsFrom?.Grouped()),
            ("Passt bis (Einwohner:innen)", project.InhabitantsTo?.Grouped()),
            ("Voraussetzungen", List(project.Prerequisites)),
            .. project.Software.Select(software => ("Software", (string?)LineOf(software))),
            ("Rechenzentrum", project.DataCentre),
            ("Kontakt", project.Contact),
            ("OZG- und LeiKa-Leistungen", List(project.Services)),
            ("Nachfolger", project.Successor),
        ],
        MinutesFacts minutes =>
        [
            ("Datum", minutes.Date?.LongDay()),
            ("Ort oder Link", minutes.Place),
            ("Teilnehmende", List(minutes.Attendees)),
            ("Tagesordnung", List(minutes.Agenda)),
        ],
        _ => [],
    };

    private static string LineOf(Software software) =>
        string.Join(" | ", software.Name, software.Licence, software.Link).TrimEnd(' ', '|');

    private static string List(IEnumerable<string> entries) => string.Join(", ", entries);
}
