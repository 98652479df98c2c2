using Lippe.Netzwerk.Domain;
using Lippe.Netzwerk.Store;

namespace Lippe.Netzwerk.Features.Deliveries;

/// <summary>What became of an issue, or of mails that belong to none.</summary>
/// <param name="Name">What they belong to.</param>
/// <param name="Path">The page's address.</param>
/// <param name="Issue">The issue's address; null for mails that belong to none.</param>
/// <param name="Number">Of the page, from 1.</param>
/// <param name="IsLive">Whether the page renews itself.</param>
public sealed record DeliveriesPage(string Name, string Path, string? Issue, int Number, bool IsLive = false)
{
    public const int Size = 100;

    public IReadOnlyDictionary<DeliveryState, int> Counts { get; init; } = new Dictionary<DeliveryState, int>();

    public IReadOnlyList<DeliveryRow> Rows { get; init; } = [];

    /// <summary>How many deliveries stand on the pages before.</summary>
    public int Offset => (Number - 1) * Size;

    public int Total => Counts.Values.Sum();

    /// <summary>Whether mails still leave, or wait to.</summary>
    public bool IsOnItsWay => Open > 0;

    public int Open => Counts.Where(count => count.Key.IsOpen()).Sum(count => count.Value);

    /// <summary>How far it got.</summary>
    public string Sentence
    {
        get
        {
            var failed = Of(DeliveryState.Failed, DeliveryState.Bounced);
            var problems = failed == 0 ? "" : $" {failed.Grouped()} kamen nicht an.";
            if (IsOnItsWay)
                return $"{(Total - Open).Grouped()} von {Total.Grouped()} E-Mails erledigt, "
                    + $"{Open.Grouped()} offen.{problems}";
            return $"Der Versand ist {(Of(DeliveryState.Stopped) > 0 ? "angehalten" : "beendet")}.{problems}";
        }
    }

    public int Of(params DeliveryState[] states) => states.Sum(state => Counts.GetValueOrDefault(state));
}

/// <summary>One delivery in the list.</summary>
/// <param name="Address">Null when the member left, and for a subscriber.</param>
public sealed record DeliveryRow(string Name, string? Address, string Municipality, Delivery Delivery)
{
    /// <summary>What kind of mail it is.</summary>
    public string Occasion => Delivery.Occasion switch
    {
        DeliveryOccasion.Release => "Bitte um Freigabe",
        DeliveryOccasion.Return => "Rückgabe",
        DeliveryOccasion.Reminder => "Erinnerung",
        DeliveryOccasion.Confirmation => "Bestätigung",
        _ => "Brief",
    };

    public string State => Delivery.State switch
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

    /// <summary>The colour of its badge, which the words say as well; empty for one that needs none.</summary>
    public string Color => Delivery.State switch
    {
        DeliveryState.Accepted => "success",
        DeliveryState.Failed or DeliveryState.Bounced => "danger",
        var state when state.IsOpen() => "info",
        _ => "",
    };

    public string Icon => Color == "info" ? "autorenew" : Color;

    /// <summary>Whether a coordinator may have it sent again.</summary>
    public bool CanBeRetried => Delivery.State is DeliveryState.Failed or DeliveryState.Bounced;
}
