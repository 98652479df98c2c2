using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Subscriptions;

/// <summary>What pages call the parts of a digest, by key.</summary>
public static class PartNames
{
    public static readonly IReadOnlyDictionary<string, string> All = new Dictionary<string, string>
    {
        [DigestParts.Reviews] = "Ihre fälligen Prüfungen",
        [DigestParts.Adoptions] = "Wer was jetzt nutzt",
        [DigestParts.OwnSearches] = "Neues zu Ihren gemerkten Suchen",
        [DigestParts.OwnMunicipality] = "Neues aus Ihrer Kommune",
        [DigestParts.OwnTopics] = "Neues zu Ihren Themen",
        [DigestParts.Network] = "Neues aus dem übrigen Netzwerk",
        [DigestParts.Numbers] = "Zahlen des Monats",
    };
}
