using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The roles as people write them.</summary>
public static class RoleWords
{
    /// <summary>What to write.</summary>
    public const string Known = "Leser, Digitalisierung oder Koordination";

    /// <summary>Null for any other word.</summary>
    public static Role? Find(string? word) => Slug.Of(word ?? "") switch
    {
        "leser" or "leserin" or "leser-in" => Role.Reader,
        "digitalisierung" or "cdo" => Role.Officer,
        "koordination" or "koordinator" or "koordinatorin" or "koordinator-in" => Role.Coordinator,
        _ => null,
    };
}
