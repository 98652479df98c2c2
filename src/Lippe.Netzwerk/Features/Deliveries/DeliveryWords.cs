using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What pages call the values of a delivery.</summary>
public static class DeliveryWords
{
    public static string Word(this DeliveryState state) => state switch
    {
        DeliveryState.Due => "Wartet",
        DeliveryState.Claimed => "In Arbeit",
        DeliveryState.HandingOver => "Wird übergeben",
        DeliveryState.Deferred => "Aufgeschoben",
        DeliveryState.Accepted => "Zugestellt",
        DeliveryState.Failed => "Fehlgeschlagen",
        DeliveryState.Bounced => "Zurückgekommen",
        DeliveryState.Stopped => "Angehalten",
        DeliveryState.Empty => "Nichts Neues",
        _ => "Entfallen",
    };

    /// <summary>What a kind of mail is called on pages.</summary>
    public static string Word(this DeliveryOccasion occasion) => occasion switch
    {
        DeliveryOccasion.Release => "Bitte um Freigabe",
        DeliveryOccasion.Reminder => "Erinnerung",
        _ => "Brief",
    };

    /// <summary>What is said after a further attempt was asked for.</summary>
    public static string Retried(int count) => count == 1
        ? "Eine Zustellung wird erneut versucht."
        : $"{count.Grouped()} Zustellungen werden erneut versucht.";
}
