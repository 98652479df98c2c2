namespace Lippe.Netzwerk.Features.Digests;

/// <summary>All parts of a digest, in their order.</summary>
public static class DigestParts
{
    public static readonly IReadOnlyList<DigestPart> All = [new ReviewsPart(), new NewsPart(), new NumbersPart()];

    /// <summary>Keys of what one can do without, with what pages call them.</summary>
    public static readonly IReadOnlyDictionary<string, string> Names = All.SelectMany(part => part.Names).ToDictionary();
}
