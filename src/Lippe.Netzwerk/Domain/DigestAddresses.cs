namespace Lippe.Netzwerk.Domain;

/// <summary>Where issues of the digest are found, and where links of mails lead; all below the hub's own.</summary>
public static class DigestAddresses
{
    /// <summary>All issues.</summary>
    public const string List = "/monatsbriefe";

    public const string Feed = $"{List}/atom.xml";

    /// <summary>What became of mails that belong to no issue.</summary>
    public const string OtherDeliveries = $"{List}/laufend/zustellungen";

    /// <summary>What comes when, chosen by a member who is signed in.</summary>
    public const string OwnChoice = "/profil/monatsbrief";

    /// <summary>The same by a mail's link; as of all that follow, its token comes last.</summary>
    public const string Choice = "/monatsbrief/wahl/";

    public const string Omission = "/monatsbrief/ohne/";

    public const string Confirmation = "/monatsbrief/pruefung/";

    public const string Snooze = "/monatsbrief/spaeter/";

    public const string Unsubscription = "/abbestellen/";

    /// <summary>Where anybody orders the public letter; with a mail's token, where they confirm it.</summary>
    public const string Subscription = "/monatsbrief/bestellung";

    /// <summary>An issue.</summary>
    public static string Address(this DigestPeriod period) => $"{List}/{period}";

    /// <summary>The same for the recipient of its mail.</summary>
    public static string CopyAddress(this DigestPeriod period, string token) => $"{period.Address()}/ansicht/{token}";

    /// <summary>How its mail will look.</summary>
    public static string PreviewAddress(this DigestPeriod period) => $"{period.Address()}/vorschau";

    /// <summary>Its editorial words.</summary>
    public static string IntroductionAddress(this DigestPeriod period) => $"{period.Address()}/bearbeiten";

    /// <summary>What it puts first and what it leaves out.</summary>
    public static string PicksAddress(this DigestPeriod period) => $"{period.Address()}/auswahl";

    /// <summary>Where it is sent at once.</summary>
    public static string DispatchAddress(this DigestPeriod period) => $"{period.Address()}/versand";

    /// <summary>What became of its mails.</summary>
    public static string DeliveriesAddress(this DigestPeriod period) => $"{period.Address()}/zustellungen";
}
