using System.Globalization;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What pages and mails call the values of a digest.</summary>
public static class DigestWords
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    /// <summary>For example "November 2026".</summary>
    public static string LongName(this DigestPeriod period) => period.FirstDay.ToString("MMMM yyyy", German);

    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Due => "Wartet",
        DeliveryState.Composing => "In Arbeit",
        DeliveryState.HandedOver => "Wird übergeben",
        DeliveryState.Deferred => "Aufgeschoben",
        DeliveryState.Accepted => "Zugestellt",
        DeliveryState.Failed => "Fehlgeschlagen",
        DeliveryState.Bounced => "Zurückgekommen",
        DeliveryState.Stopped => "Angehalten",
        DeliveryState.Empty => "Nichts Neues",
        _ => "Abbestellt",
    };

    /// <summary>What is said after a further attempt was asked for.</summary>
    public static string Retried(int count) => count == 1 ? "Eine Zustellung wird erneut versucht." : $"{count.Grouped()} Zustellungen werden erneut versucht.";

    /// <summary>What a digest is called by how often it comes.</summary>
    public static string Letter(this DigestFrequency frequency) => frequency switch
    {
        DigestFrequency.Weekly => "Wochenbrief",
        DigestFrequency.Daily => "Tagesbrief",
        _ => "Monatsbrief",
    };

    /// <summary>For the sentence "Sie erhalten diese Mail …".</summary>
    public static string Rhythm(this DigestFrequency frequency) => frequency switch
    {
        DigestFrequency.Weekly => "einmal in der Woche",
        DigestFrequency.Daily => "an jedem Werktag",
        _ => "einmal im Monat",
    };

    /// <summary>The heading of the part of reviews.</summary>
    public const string ReviewsHeading = "Stimmt das noch?";

    /// <summary>The heading of the part of numbers.</summary>
    public const string NumbersHeading = "Zahlen des Monats";

    /// <summary>What a member is asked about a document.</summary>
    public static string Request(this ReviewItem item) => $"Sie sind verantwortlich; die Prüfung war für den {item.Due.LongDay()} vorgesehen.";

    /// <summary>One honest sentence: what the author noted about a change, else what the document is about.</summary>
    public static string Sentence(this NewsItem item) => item.Note.Length > 0 ? $"Geändert: {item.Note}" : item.Summary;

    /// <summary>The line below an item, for example "Neuer Leitfaden · Lage".</summary>
    public static string Facts(this NewsItem item) => (item.IsNew, item.Kind) switch
    {
        (true, DocumentKind.Guide) => $"Neuer Leitfaden · {item.Municipality}",
        (true, _) => $"Neues {item.Kind.Singular()} · {item.Municipality}",
        (false, DocumentKind.Guide) => $"Geänderter Leitfaden · {item.Municipality}",
        (false, _) => $"Geändertes {item.Kind.Singular()} · {item.Municipality}",
    };

    /// <summary>For example "1 weiterer Beitrag", "7 weitere Beiträge".</summary>
    public static string MoreItems(int count) => count == 1 ? "1 weiterer Beitrag" : $"{count.Grouped()} weitere Beiträge";
}
