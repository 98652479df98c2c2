using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What all parts read for a window, before it is told to each reader.</summary>
public sealed record DigestMaterial(DigestWindow Window, IReadOnlyList<Telling> Parts)
{
    // In the order of the digest.
    private static readonly DigestPart[] All = [new ReviewsPart(), new NewsPart(), new NumbersPart()];

    /// <summary>Lets each part read once.</summary>
    public static async Task<DigestMaterial> ReadAsync(
        DigestSources sources, DigestWindow window, CancellationToken cancellation)
    {
        var reading = new DigestReading(sources, window);
        var parts = new List<Telling>();
        foreach (var part in All)
            parts.Add(await part.ReadAsync(reading, cancellation));
        return new DigestMaterial(window, parts);
    }

    /// <summary>Whether it holds all that happened in another window.</summary>
    public bool Covers(DigestWindow window) => Window.From <= window.From && window.Until <= Window.Until;

    /// <summary>The sections for one reader; of all parts together no more items than the limit.</summary>
    public IReadOnlyList<MailSection> For(DigestReader reader, DigestCopy copy, int limit)
    {
        var sections = new List<MailSection>();
        foreach (var tell in Parts)
            sections.AddRange(tell(reader, copy, limit - sections.Sum(section => section.Count)));
        return sections;
    }
}
