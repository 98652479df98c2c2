using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Sources;

/// <summary>The words of the file format for states, visibilities, kinds and levels.</summary>
public static class SourceKeys
{
    /// <summary>The key of the responsible member's address.</summary>
    public const string Responsible = "verantwortlich";

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

    /// <summary>The word for a value; every value has one.</summary>
    public static string WordFor<T>(this IReadOnlyDictionary<string, T> words, T value)
        where T : struct =>
        words.First(word => word.Value.Equals(value)).Key;
}
