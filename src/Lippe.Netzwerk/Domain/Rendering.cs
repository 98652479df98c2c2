namespace Lippe.Netzwerk.Domain;

/// <summary>What a Markdown body becomes, once per revision.</summary>
/// <param name="Html">Safe markup for the page.</param>
/// <param name="Contents">The headings of levels 2 and 3, in order.</param>
public sealed record Rendering(string Html, IReadOnlyList<Heading> Contents);
