using System.Globalization;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features;

/// <summary>What the pages call the domain's values.</summary>
public static class Words
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>What a new password must be like.</summary>
    public static readonly string PasswordHint =
        $"Mindestens {Member.ShortestPassword} Zeichen und nicht, was viele benutzen. Ein kurzer Satz eignet sich gut.";

    /// <summary>What a member says who wants to be asked later whether a document still holds.</summary>
    public static readonly string AskLater = $"In {ReviewSnooze.Days} Tagen wieder erinnern";

    public static string Singular(this DocumentKind kind) => kind switch
    {
        DocumentKind.Guide => "Leitfaden",
        DocumentKind.Project => "Projekt",
        _ => "Protokoll",
    };

    public static string Plural(this DocumentKind kind) => kind switch
    {
        DocumentKind.Guide => "Leitfäden",
        DocumentKind.Project => "Projekte",
        _ => "Protokolle",
    };

    /// <summary>What somebody does something with, for example "diesen Leitfaden".</summary>
    public static string This(this DocumentKind kind) =>
        $"{(kind == DocumentKind.Guide ? "diesen" : "dieses")} {kind.Singular()}";

    public static string Word(this DocumentState state) => state switch
    {
        DocumentState.Draft => "Entwurf",
        DocumentState.InReview => "In Prüfung",
        DocumentState.Published => "Veröffentlicht",
        _ => "Archiviert",
    };

    /// <summary>The word for a state in addresses.</summary>
    public static string Key(this DocumentState state) => state switch
    {
        DocumentState.Draft => "entwurf",
        DocumentState.InReview => "in-pruefung",
        DocumentState.Published => "veroeffentlicht",
        _ => "archiviert",
    };

    /// <summary>The state of a word in an address; null for any other word.</summary>
    public static DocumentState? StateOfKey(string? key) =>
        Enum.GetValues<DocumentState>().Cast<DocumentState?>().FirstOrDefault(state => state!.Value.Key() == key);

    public static string Word(this Visibility visibility) => visibility switch
    {
        Visibility.Public => "Öffentlich",
        Visibility.Network => "Im Netzwerk",
        _ => "Eigene Kommune",
    };

    /// <summary>Who reads something, as the subject or the object of a sentence.</summary>
    /// <param name="readers">How far it goes.</param>
    /// <param name="owner">The municipality that shares it.</param>
    public static string Named(this Readers readers, string owner) => readers switch
    {
        Readers.Everybody => "alle, auch ohne Anmeldung",
        Readers.Network => "alle Mitglieder des Netzwerks",
        Readers.OwnMunicipality => $"Mitglieder von „{owner}“ und die Koordination",
        _ => $"wer für „{owner}“ schreibt, die verantwortliche Person und die Koordination",
    };

    /// <summary>What a draft that is not complete still has, for example "keine Zusammenfassung und keinen Text".
    /// </summary>
    public static string Missing(this Draft draft)
    {
        string?[] parts =
        [
            draft.Summary.Length == 0 ? "keine Zusammenfassung" : null,
            draft.Body.Length == 0 ? "keinen Text" : null,
            draft.Facts is MinutesFacts { Date: null } ? "kein Datum" : null,
        ];
        string[] missing = [.. parts.OfType<string>()];
        return missing.Length == 1 ? missing[0] : $"{string.Join(", ", missing[..^1])} und {missing[^1]}";
    }

    public static string Word(this RemovalReason reason) => reason switch
    {
        RemovalReason.Draft => "Entwurf, der nie veröffentlicht war",
        RemovalReason.PersonalData => "Personenbezogene Daten",
        RemovalReason.RightsOfOthers => "Rechte anderer, etwa Urheberrecht",
        RemovalReason.Confidential => "Vertrauliche Angaben",
        _ => "Rechtswidriger Inhalt",
    };

    public static string Word(this AdoptionStage stage) => stage switch
    {
        AdoptionStage.Interested => "interessiert",
        AdoptionStage.Planned => "geplant",
        AdoptionStage.RollingOut => "wird eingeführt",
        AdoptionStage.InUse => "im Einsatz",
        _ => "beendet",
    };

    public static string Word(this Procurement procurement) => procurement switch
    {
        Procurement.DataCentre => "über das Rechenzentrum",
        Procurement.Cooperation => "gemeinsam mit anderen Kommunen",
        Procurement.Tender => "über eine eigene Ausschreibung",
        _ => "selbst gebaut oder betrieben",
    };

    public static string Word(this Role role) => role switch
    {
        Role.Reader => "Leser:in",
        Role.Officer => "Digitalisierung",
        _ => "Koordination",
    };

    /// <summary>The role and what it may do, for whoever gives it to somebody.</summary>
    public static string Explained(this Role role) => role switch
    {
        Role.Reader => "Leser:in: liest, was das Netzwerk teilt",
        Role.Officer => "Digitalisierung: schreibt für die eigene Kommune",
        _ => "Koordination: schreibt für alle, lädt ein, sendet den Monatsbrief",
    };

    public static string Word(this GuideLevel level) => level switch
    {
        GuideLevel.Beginner => "keins",
        GuideLevel.Advanced => "etwas",
        _ => "viel",
    };

    /// <summary>The class that gives a kind its colour and shape.</summary>
    public static string CssClass(this DocumentKind kind) => $"ln-kind--{kind.ToString().ToLowerInvariant()}";

    /// <summary>A day as machines read it, for example "2022-05-11".</summary>
    public static string Iso(this DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as readers write it, for example "11. Mai 2022".</summary>
    public static string LongDay(this DateOnly day) => day.ToString("d. MMMM yyyy", German);

    /// <summary>The day of a moment in Berlin, for example "11. Mai 2022".</summary>
    public static string LongDay(this DateTimeOffset moment) => moment.InBerlin().LongDay();

    /// <summary>For example "November 2026".</summary>
    public static string LongName(this DigestPeriod period) => period.FirstDay.ToString("MMMM yyyy", German);

    /// <summary>Day and time in Berlin, for example "11. Mai 2022, 09:30 Uhr".</summary>
    public static string LongTime(this DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, BerlinTime.Zone).ToString("d. MMMM yyyy, HH:mm 'Uhr'", German);

    /// <summary>A span of time, for example "1,5 Sekunden".</summary>
    public static string InSeconds(this TimeSpan span) => span.TotalSeconds switch
    {
        < 0.1 => "unter 0,1 Sekunden",
        var seconds => $"{seconds.ToString("0.0", German)} Sekunden",
    };

    /// <summary>An amount, for example "12.000 €".</summary>
    public static string InEuros(this int euros) => $"{euros.Grouped()}\u00A0€";

    /// <summary>A number with German thousands separators.</summary>
    public static string Grouped(this int number) => number.ToString("N0", German);

    /// <summary>A number of bytes, for example "12,3 MB" or "1,4 GB".</summary>
    public static string AsSize(this long bytes) => bytes < 1_000_000_000
        ? $"{(bytes / 1_000_000.0).ToString("N1", German)} MB"
        : $"{(bytes / 1_000_000_000.0).ToString("N1", German)} GB";

    /// <summary>An effort, for example "2,5 Personentage".</summary>
    public static string InPersonDays(this decimal days) =>
        days == 1 ? "1 Personentag" : $"{days.ToString("#,##0.##", German)} Personentage";

    /// <summary>What stands where filters fold, for example "Filter (2): Energie, Lemgo".</summary>
    public static string Filters(IReadOnlyCollection<string> used) =>
        used.Count == 0 ? "Filter" : $"Filter ({used.Count}): {string.Join(", ", used)}";

    /// <summary>A number of documents in words, for example "3 Dokumente".</summary>
    public static string InDocuments(this int count) => count switch
    {
        0 => "noch nichts",
        1 => "1 Dokument",
        _ => $"{count.Grouped()} Dokumente",
    };
}
