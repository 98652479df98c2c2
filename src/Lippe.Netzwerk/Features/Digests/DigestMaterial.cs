using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What there is to tell of a time: gathered once, and chosen for each reader in memory.</summary>
public sealed class DigestMaterial
{
    // In the order of the digest; another part is a class of its own and a word here.
    private static readonly DigestPart[] Parts = [new ReviewsPart(), new NewsPart(), new NumbersPart()];

    private readonly IReadOnlyList<Telling> _parts;

    private DigestMaterial(DigestWindow window, IReadOnlyList<Telling> parts) => (Window, _parts) = (window, parts);

    /// <summary>The time it was gathered from.</summary>
    public DigestWindow Window { get; }

    /// <summary>Lets each part gather what it tells.</summary>
    public static async Task<DigestMaterial> GatherAsync(DigestSources sources, CancellationToken cancellation)
    {
        var parts = new List<Telling>();
        foreach (var part in Parts)
            parts.Add(await part.GatherAsync(sources, cancellation));
        return new DigestMaterial(sources.Window, parts);
    }

    /// <summary>Whether it holds all that happened in another time.</summary>
    public bool Covers(DigestWindow window) => Window.From <= window.From && window.Until <= Window.Until;

    /// <summary>A letter with what it tells its reader.</summary>
    /// <param name="letter">The letter without its sections.</param>
    /// <param name="limit">How many items they tell about together.</param>
    public Letter Fill(Letter letter, int limit)
    {
        var sections = new List<LetterSection>();
        foreach (var tell in _parts)
            sections.AddRange(tell(letter, limit - sections.Sum(section => section.Count)));
        return letter with { Sections = sections };
    }
}
