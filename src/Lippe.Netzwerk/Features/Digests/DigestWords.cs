using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What pages and mails call the values of a digest.</summary>
public static class DigestWords
{
    /// <summary>What a kind of mail is called in Message-IDs and the name of its list.</summary>
    public static string Key(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "freigabe",
        DeliveryOccasion.Reminder => "erinnerung",
        _ => "monatsbrief",
    };

    /// <summary>The words of the link that ends mails of a kind.</summary>
    public static string UnsubscribeWords(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "Keine Bitten um Freigabe mehr",
        DeliveryOccasion.Reminder => "Keine Erinnerungen mehr",
        _ => "Abbestellen",
    };

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
    public static string MoreItems(int count) => count == 1 ? "1 weiterer Beitrag" : $"{count.Grouped()} weitere Beiträge";
}
