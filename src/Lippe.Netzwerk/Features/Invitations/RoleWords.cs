using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Invitations;

/// <summary>The roles as people write them.</summary>
public static class RoleWords
{
    /// <summary>What to write.</summary>
    public const string Known = "leser, cdo oder koordination";

    /// <summary>Null for any other word.</summary>
    public static Role? Find(string? word) => Slug.Of(word ?? "") switch
    {
        "leser" or "leserin" or "leser-in" => Role.Reader,
        "cdo" or "digitalisierung" => Role.Officer,
        "koordination" or "koordinator" or "koordinatorin" or "koordinator-in" => Role.Coordinator,
        _ => null,
    };
}
