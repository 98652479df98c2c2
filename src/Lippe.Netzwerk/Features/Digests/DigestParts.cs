namespace Lippe.Netzwerk.Features.Digests;

/// <summary>The parts of a digest one can do without, in their order.</summary>
public static class DigestParts
{
    public const string Reviews = "pruefungen";
    public const string OwnSearches = "suchen";
    public const string OwnMunicipality = "kommune";
    public const string OwnTopics = "themen";
    public const string Network = "netzwerk";
    public const string Numbers = "zahlen";

    /// <summary>Keys as they stand in addresses, with what pages call them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = new Dictionary<string, string>
    {
        [Reviews] = "Ihre fälligen Prüfungen",
        [OwnSearches] = "Neues zu Ihren gemerkten Suchen",
        [OwnMunicipality] = "Neues aus Ihrer Kommune",
        [OwnTopics] = "Neues zu Ihren Themen",
        [Network] = "Neues aus dem übrigen Netzwerk",
        [Numbers] = "Zahlen des Monats",
    };

    /// <summary>The part an item stands in.</summary>
    public static string Of(Nearness nearness) => nearness switch
    {
        Nearness.OwnSearches => OwnSearches,
        Nearness.OwnMunicipality => OwnMunicipality,
        Nearness.OwnTopics => OwnTopics,
        _ => Network,
    };
}
