using Lippe.Netzwerk.Data;
using Lippe.Netzwerk.Domain;

namespace Lippe.Netzwerk.Features.Digests;

/// <summary>What all parts read for a window, before it is told to each reader.</summary>
public sealed record DigestMaterial(DigestWindow Window, DigestNews News, DigestReviews Reviews)
{
    public static async Task<DigestMaterial> ReadAsync(HubDbContext db, DigestWindow window, CancellationToken cancellation) => new(
        window,
        await DigestNews.ReadAsync(db, window, cancellation),
        await DigestReviews.ReadAsync(db, window.Until.InBerlin(), cancellation));

    /// <summary>Whether it holds all that happened in another window.</summary>
    public bool Covers(DigestWindow window) => Window.From <= window.From && window.Until <= Window.Until;
}
