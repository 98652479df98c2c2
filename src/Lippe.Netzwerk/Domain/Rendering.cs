namespace Lippe.Netzwerk.Domain;

/// <summary>What a Markdown body becomes, once per revision.</summary>
/// <param name="Html">Safe markup for the page.</param>
/// <param name="Contents">The headings of levels 2 and 3, in order.</param>
/// <param name="Renderer">The version of what rendered it; older markup is renewed.</param>
public sealed record Rendering(string Html, IReadOnlyList<Heading> Contents, int Renderer);
