namespace Lippe.Netzwerk.Domain.Language;

/// <summary>One part of a compound; the letters and links of all parts make up the folded compound again.</summary>
/// <param name="Word">The vocabulary word it stands for: "schule" in "Schulweg", "haus" in "Häuserliste".</param>
/// <param name="Letters">What the compound shows of that word: "schul", "haeus".</param>
/// <param name="Link">What joins the next part, or the ending after the last one; may be empty.</param>
public sealed record CompoundPart(string Word, string Letters, string Link);
