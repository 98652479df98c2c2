namespace Lippe.Netzwerk.Domain;

/// <summary>
/// Keys of the parts of a digest that one can do without; they stand in addresses and in what members chose.
/// </summary>
public static class DigestParts
{
    public const string Reviews = "pruefungen";
    public const string Adoptions = "nachnutzung";
    public const string OwnSearches = "suchen";
    public const string OwnMunicipality = "kommune";
    public const string OwnTopics = "themen";
    public const string Network = "netzwerk";
    public const string Numbers = "zahlen";

    /// <summary>In the order of the digest.</summary>
    public static readonly IReadOnlyList<string> All =
        [Reviews, Adoptions, OwnSearches, OwnMunicipality, OwnTopics, Network, Numbers];
}
