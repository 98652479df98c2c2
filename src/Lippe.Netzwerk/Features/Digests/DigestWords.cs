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
        _ => "Entfallen",
    };

    /// <summary>What a kind of mail is called in Message-IDs and the name of its list.</summary>
    public static string Key(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "freigabe",
        DeliveryOccasion.Reminder => "erinnerung",
        _ => "monatsbrief",
    };

    /// <summary>What a kind of mail is called on pages.</summary>
    public static string Word(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "Bitte um Freigabe",
        DeliveryOccasion.Reminder => "Erinnerung",
        _ => "Brief",
    };

    /// <summary>The words of the link that ends mails of a kind.</summary>
    public static string UnsubscribeWords(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "Keine Bitten um Freigabe mehr",
        DeliveryOccasion.Reminder => "Keine Erinnerungen mehr",
        _ => "Abbestellen",
    };

    /// <summary>What is said after a further attempt was asked for.</summary>
    public static string Retried(int count) =>
        count == 1
            ? "Eine Zustellung wird erneut versucht."
            : $"{count.Grouped()} Zustellungen werden erneut versucht.";

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

    /// <summary>For example "1 weiterer Beitrag", "7 weitere Beiträge".</summary>
    public static string MoreItems(int count) =>
        count == 1 ? "1 weiterer Beitrag" : $"{count.Grouped()} weitere Beiträge";
}
