using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>What a page says where one unsubscribes.</summary>
/// <param name="Question">Asks, and names the button.</param>
/// <param name="Subscribed">Heading after subscribing again.</param>
/// <param name="Unsubscribed">Heading after unsubscribing.</param>
/// <param name="Before">What will follow.</param>
/// <param name="After">What followed.</param>
/// <param name="Again">What follows from subscribing again.</param>
public sealed record SubscriptionText(
    string Question, string Subscribed, string Unsubscribed, string Before, string After, string Again)
{
    /// <summary>What the page says where one unsubscribes from a kind of mail.</summary>
    public static SubscriptionText Of(DeliveryOccasion occasion, string network) => occasion switch
    {
        DeliveryOccasion.Release => new(
            "Bitten um Freigabe abbestellen", "Sie werden wieder um Freigaben gebeten",
            "Bitten um Freigabe sind abbestellt",
            "Sie erhalten dann keine E-Mail mehr, wenn jemand Sie um eine Freigabe bittet. "
            + "Alle anderen E-Mails kommen weiter.",
            "Sie erhalten keine E-Mail mehr, wenn jemand Sie um eine Freigabe bittet. "
            + "Was wartet, sehen Sie unter „Wartet auf mich“.",
            "Sie erhalten wieder eine E-Mail, wenn jemand Sie um eine Freigabe bittet."),
        DeliveryOccasion.Return => new(
            "E-Mails über Rückgaben abbestellen", "Sie erfahren wieder von Rückgaben",
            "E-Mails über Rückgaben sind abbestellt",
            "Sie erhalten dann keine E-Mail mehr, wenn Ihnen jemand ein Dokument zurückgibt. "
            + "Alle anderen E-Mails kommen weiter.",
            "Sie erhalten keine E-Mail mehr, wenn Ihnen jemand ein Dokument zurückgibt. "
            + "Was zurückkam, sehen Sie unter „Wartet auf mich“.",
            "Sie erhalten wieder eine E-Mail, wenn Ihnen jemand ein Dokument zurückgibt."),
        DeliveryOccasion.Reminder => new(
            "Erinnerungen abbestellen", "Sie werden wieder erinnert", "Erinnerungen sind abbestellt",
            "Sie erhalten dann keine eigene E-Mail mehr, wenn eine Prüfung vor Ihrem nächsten Brief fällig wird. "
            + "Der Brief selbst kommt weiter, wenn Sie ihn bestellt haben.",
            "Sie erhalten keine eigene E-Mail mehr, wenn eine Prüfung vor Ihrem nächsten Brief fällig wird.",
            "Sie erhalten wieder eine E-Mail, wenn eine Prüfung vor Ihrem nächsten Brief fällig wird."),
        _ => new(
            "Monatsbrief abbestellen", "Sie erhalten den Monatsbrief wieder", "Der Monatsbrief ist abbestellt",
            $"Sie erhalten dann keinen Monatsbrief und keine Erinnerungen vom {network} mehr. "
            + "Ihr Zugang bleibt, wie er ist.",
            $"Sie erhalten keinen Monatsbrief und keine Erinnerungen vom {network} mehr.",
            "Die nächste Ausgabe kommt wieder per E-Mail. "
            + "Ob Sie auch an Prüfungen erinnert werden, wählen Sie in Ihrem Profil unter „Häufigkeit und Auswahl“."),
    };
}
