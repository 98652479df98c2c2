using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Domain.Language;

namespace Lippe.Netzwerk.Sources;

/// <summary>The words of the file format for states, visibilities, kinds and levels.</summary>
public static class SourceKeys
{
    /// <summary>The key of the responsible member's address.</summary>
    public const string Responsible = "verantwortlich";

    /// <summary>The key below which a file keeps what means nothing to the hub.</summary>
    public const string Further = "weitere";

    /// <summary>What other programs call things, and what to write in their place.</summary>
    public static readonly IReadOnlyDictionary<string, string> Foreign = new Dictionary<string, string>
    {
        ["date"] = "heißt hier „veroeffentlicht“.",
        ["tags"] = "heißt hier „themen“.",
        ["categories"] = "heißt hier „themen“.",
        ["draft"] = "sagt hier nichts. Schreiben Sie „status: entwurf“ oder „status: veroeffentlicht“.",
        ["description"] = "heißt hier „zusammenfassung“.",
        ["author"] = "sagt hier nichts. Wer verantwortlich ist, steht unter „verantwortlich“ als E-Mail-Adresse.",
    };

    private static readonly string[] Own =
    [
        "titel", "zusammenfassung", "art", "themen", "kommune", "betrifft", Responsible, "status", "sichtbarkeit",
        "veroeffentlicht", "geprueft", "naechste_pruefung", "leitfaden", "projekt", "protokoll", Further,
    ];

    public static readonly IReadOnlyDictionary<string, DocumentKind> Kinds = new Dictionary<string, DocumentKind>
    {
        ["leitfaden"] = DocumentKind.Guide,
        ["projekt"] = DocumentKind.Project,
        ["protokoll"] = DocumentKind.Minutes,
    };

    /// <summary>Folders are called as addresses are.</summary>
    public static readonly IReadOnlyDictionary<string, DocumentKind> Folders =
        Enum.GetValues<DocumentKind>().ToDictionary(kind => kind.Path());

    public static readonly IReadOnlyDictionary<string, DocumentState> States = new Dictionary<string, DocumentState>
    {
        ["entwurf"] = DocumentState.Draft,
        ["in-pruefung"] = DocumentState.InReview,
        ["veroeffentlicht"] = DocumentState.Published,
        ["archiviert"] = DocumentState.Archived,
    };

    public static readonly IReadOnlyDictionary<string, Visibility> Visibilities = new Dictionary<string, Visibility>
    {
        ["oeffentlich"] = Visibility.Public,
        ["netzwerk"] = Visibility.Network,
        ["kommune"] = Visibility.OwnMunicipality,
    };

    public static readonly IReadOnlyDictionary<string, GuideLevel> Levels = new Dictionary<string, GuideLevel>
    {
        ["einstieg"] = GuideLevel.Beginner,
        ["fortgeschritten"] = GuideLevel.Advanced,
        ["vertiefung"] = GuideLevel.Expert,
    };

    public static readonly IReadOnlyDictionary<string, AdoptionStage> Stages = new Dictionary<string, AdoptionStage>
    {
        ["interessiert"] = AdoptionStage.Interested,
        ["geplant"] = AdoptionStage.Planned,
        ["in-einfuehrung"] = AdoptionStage.RollingOut,
        ["im-einsatz"] = AdoptionStage.InUse,
        ["beendet"] = AdoptionStage.Ended,
    };

    public static readonly IReadOnlyDictionary<string, Procurement> Procurements = new Dictionary<string, Procurement>
    {
        ["rechenzentrum"] = Procurement.DataCentre,
        ["gemeinsam"] = Procurement.Cooperation,
        ["ausschreibung"] = Procurement.Tender,
        ["selbst"] = Procurement.Own,
    };

    /// <summary>The key of the format a misspelt one most likely stands for; null when it is another word.</summary>
    public static string? Nearest(string key)
    {
        var folded = GermanFold.SpellOut(key).ToLowerInvariant();
        var mistakes = folded.Length < 4 ? 0 : folded.Length < 7 ? 1 : 2;
        return Own.FirstOrDefault(own => EditDistance.IsWithin(mistakes, folded, own));
    }

    /// <summary>The word for a value; every value has one.</summary>
    public static string WordFor<T>(this IReadOnlyDictionary<string, T> words, T value)
        where T : struct =>
        words.First(word => word.Value.Equals(value)).Key;
}
